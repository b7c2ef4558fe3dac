SELECT * FROM {{upstream['b']}}
