SELECT * FROM {{ upstream['fit'] }} JOIN {{ upstream.claen }}
