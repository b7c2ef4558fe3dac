WITH raw AS (SELECT * FROM {{upstream['clean']}})
SELECT extract(year FROM raw.day), 'FROM raw' FROM raw -- from raw
