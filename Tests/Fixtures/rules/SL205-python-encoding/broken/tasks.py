# café
def load(product):
    print(product)
