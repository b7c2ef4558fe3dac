{% set product = SQLRelation([name, 'table']) %}
CREATE TABLE {{product}} AS SELECT 1
