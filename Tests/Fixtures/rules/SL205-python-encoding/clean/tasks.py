# -*- coding: latin-1 -*-
# café
def load(product):
    print(product)
