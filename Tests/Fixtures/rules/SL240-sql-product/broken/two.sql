DROP TABLE IF EXISTS {{product['one']}};
CREATE TABLE {{product['one']}} AS SELECT 1;
-- CREATE VIEW {{product['other']}} AS SELECT 2
