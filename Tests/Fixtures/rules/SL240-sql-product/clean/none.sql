{% for day in [1, 2] %}
INSERT INTO {{product}} VALUES ({{day}});
{% endfor %}
