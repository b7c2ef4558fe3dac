def load(product):
    pass


def fit(product, n, kind):
    pass
