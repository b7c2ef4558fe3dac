CREATE TABLE {{product}} AS SELECT * FROM t LIMIT {{limit}}
