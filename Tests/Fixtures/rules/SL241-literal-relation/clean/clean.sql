CREATE VIEW {{product}} AS SELECT * FROM {{upstream['load']}} r, clean
