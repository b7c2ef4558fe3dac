ROWS = 'x\n1\n'
