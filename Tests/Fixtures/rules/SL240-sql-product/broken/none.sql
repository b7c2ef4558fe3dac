SELECT * FROM {{product}}
