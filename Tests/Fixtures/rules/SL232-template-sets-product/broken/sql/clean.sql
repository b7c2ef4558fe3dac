{% set product = SQLRelation(['clean', 'table']) %}
CREATE TABLE {{product}} AS SELECT 1
