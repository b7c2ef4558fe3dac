CREATE TABLE {{product} AS SELECT 1 AS one;
