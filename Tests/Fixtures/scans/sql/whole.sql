{% for table in upstream %}
SELECT * FROM {{ table }}
{% endfor %}
