{% for x in xs %}
  {% if x %}{{ x }}
{% endfor %}
