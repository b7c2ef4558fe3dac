CREATE TABLE {{product}} AS
{% include 'part.sql' %}
