def make(product):
    open(product, 'w').close()
