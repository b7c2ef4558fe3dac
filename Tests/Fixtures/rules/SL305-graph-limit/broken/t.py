def first(product, x, y):
    pass


def second(product, upstream, x, y):
    return upstream['a-*']
