cat lib.txt > {{product}}
