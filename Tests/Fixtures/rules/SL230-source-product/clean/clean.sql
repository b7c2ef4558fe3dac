{% set product = SQLRelation(['clean', 'table']) %}
CREATE TABLE {{product}} AS SELECT * FROM {{upstream['load']}}
