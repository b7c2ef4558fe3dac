{% set key = 'load' %}
SELECT * FROM {{ upstream[key] }}
JOIN {{ upstream['cle' ~ 'an'] }} USING (id)
JOIN {{ upstream.get('größe') }} USING (id)
JOIN {{ upstream[0] }}
