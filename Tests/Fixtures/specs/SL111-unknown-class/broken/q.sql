SELECT 1 -- {{product}}
