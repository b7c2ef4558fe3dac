SELECT * FROM {{ upstream['fit'] }}
