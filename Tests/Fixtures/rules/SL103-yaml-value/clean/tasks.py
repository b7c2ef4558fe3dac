def load(product):
    print(product)


def more(product, day):
    print(product, day)
