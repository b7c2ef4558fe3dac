-- Dumped to a file: this is a query, not a script.
SELECT customer, order_count, spent
FROM {{upstream['customer_totals']}}
WHERE spent >= {{at_least}}
ORDER BY spent DESC
