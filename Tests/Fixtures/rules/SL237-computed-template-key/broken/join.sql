CREATE TABLE {{product}} AS
{% for name in ['load', 'clean'] %}
SELECT * FROM {{upstream[name]}}
{% endfor %}
