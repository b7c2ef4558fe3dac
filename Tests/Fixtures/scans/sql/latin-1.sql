SELECT * FROM {{ upstream.load }} -- größe
