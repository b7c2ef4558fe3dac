def load(product):
    print(product)


def more(product):
    print(product)
