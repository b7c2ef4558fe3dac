HEAD = "x\n"
