def load(product):
    print(product)
