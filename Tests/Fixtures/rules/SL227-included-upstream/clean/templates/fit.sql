{% set load = upstream['load'] %}
CREATE TABLE {{product}} AS
{% include 'part.sql' %}
