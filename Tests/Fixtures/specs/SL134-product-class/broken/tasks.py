def load(product, n):
    pass
