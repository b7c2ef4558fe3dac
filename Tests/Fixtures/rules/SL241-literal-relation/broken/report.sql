WITH recent AS (SELECT * FROM public.clean)
SELECT * FROM recent, raw
