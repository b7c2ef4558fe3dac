CREATE TABLE {{product}} AS SELECT * FROM {{upstream['load']} WHERE 1;
