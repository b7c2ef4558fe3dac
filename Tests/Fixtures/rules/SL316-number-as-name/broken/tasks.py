def load(product):
    pass


def all(product, upstream):
    return upstream['20*']
