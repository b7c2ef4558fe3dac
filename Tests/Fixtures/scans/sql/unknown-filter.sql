SELECT '{{ name | uper }}' FROM {{ upstream.load }}
{% if x %}{{ name | guarded }}{% endif %}
