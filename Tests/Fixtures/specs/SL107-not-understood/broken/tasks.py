def load(product):
    pass
