def load(product):
    pass


def clean(product, upstream):
    return upstream['load']
