{% set name = 'x' %}
CREATE TABLE {{product}} AS SELECT '{{name}}'
