SELECT * FROM {{ upstream.load }}
WHERE id IN {{ upstream['clean' }}
