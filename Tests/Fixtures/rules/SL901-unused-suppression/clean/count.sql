CREATE TABLE {{product}} AS SELECT COUNT(*) FROM {{upstream['load']}}
