-- Orders without a price were never paid.
DROP TABLE IF EXISTS {{product}};

CREATE TABLE {{product}} AS
SELECT order_id, customer, price
FROM {{upstream['load_orders']}}
WHERE price IS NOT NULL
