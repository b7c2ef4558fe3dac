CREATE TABLE sales.other AS SELECT '{{product}}'
