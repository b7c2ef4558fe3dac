-- What each customer has spent so far.
DROP VIEW IF EXISTS {{product}};

CREATE VIEW {{product}} AS
SELECT customer, COUNT(*) AS order_count, ROUND(SUM(price), 2) AS spent
FROM {{upstream['clean_orders']}}
GROUP BY customer
