def load(product):
    pass


def clean(product, upstream):
    return read(upstream['laod']['data'])
