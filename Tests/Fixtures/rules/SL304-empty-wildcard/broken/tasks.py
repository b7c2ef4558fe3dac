def fit(product, depth):
    pass


def report(product, upstream):
    return upstream['fits-*']
