CREATE TABLE {{product}} AS {% include 'parts/one.sql' %}
