{# {{ upstream.commented }} counts for nobody #}
{%- macro columns(names) -%}
  {{ names | join(', ') }} FROM {{ upstream['in-macro'] }}
{%- endmacro %}
-- {{ upstream.in_comment }}
{% if window > 7 %}
SELECT {{ columns(['a', 'b']) }}
{% else %}
SELECT * FROM {{ upstream["other"].name }}
{% endif %}
{% raw %}{{ upstream.raw }}{% endraw %}
WHERE name IN ({{ upstream['fit-*'] }})
