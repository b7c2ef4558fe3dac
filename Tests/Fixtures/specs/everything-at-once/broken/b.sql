SELECT * FROM {{upstream['a']}}
