CREATE VIEW {{product}} AS SELECT * FROM raw r JOIN events USING (id)
