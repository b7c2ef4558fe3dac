def read(product):
    pass
