{% include 'bad_part.sql' %}
{{ x
