{% set name, product = 1, SQLRelation(['several', 'table']) %}
CREATE TABLE {{product}} AS SELECT 1
