CREATE TABLE {{product}} AS {% include 'one.sql' %}
