def load(product):
    pass


def clean(product, upstream):
    return open(upstream['laod'])
