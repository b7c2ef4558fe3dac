def load(product):
    print(product)


def compare(product, upstream):
    print(product, upstream)
