CREATE TABLE {{product}} AS SELECT * FROM events
