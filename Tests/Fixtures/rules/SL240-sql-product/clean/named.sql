CREATE UNLOGGED TABLE "sales".named AS SELECT 1 AS x; /* {{product}} */
