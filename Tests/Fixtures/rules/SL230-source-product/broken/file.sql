{% set product = File('file.csv') %}
CREATE TABLE {{product}} AS SELECT 1
