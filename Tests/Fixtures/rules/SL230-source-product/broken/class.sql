{% set product = SQLrelation(['class', 'table']) %}
CREATE TABLE {{product}} AS SELECT 1
