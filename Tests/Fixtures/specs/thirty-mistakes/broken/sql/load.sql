CREATE TABLE orders AS SELECT * FROM source WHERE day > '{{since}}' LIMIT {{limit}};
