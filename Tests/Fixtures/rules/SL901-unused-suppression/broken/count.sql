-- sluice: ignore[unknown-upstream]
CREATE TABLE {{product}} AS SELECT COUNT(*) FROM {{upstream['load']}}
