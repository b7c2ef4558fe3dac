def load(product):
    print(product)


def more(product, upstream):
    print(product, upstream['load'])
