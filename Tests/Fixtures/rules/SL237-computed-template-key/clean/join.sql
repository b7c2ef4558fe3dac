CREATE TABLE {{product}} AS
{% for table in [upstream['load'], upstream['clean']] %}
SELECT * FROM {{table}}
{% endfor %}
