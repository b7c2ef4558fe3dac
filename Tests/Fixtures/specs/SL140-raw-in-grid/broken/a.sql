CREATE TABLE {{product}} AS SELECT {{n}}
