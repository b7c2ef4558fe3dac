SELECT * FROM {{ upstream.load }} WHERE id > [[ last ]]
