SELECT * FROM {{upstream['load']}}
