def load(product):
    pass


def all(product, upstream):
    return upstream['y20*']
