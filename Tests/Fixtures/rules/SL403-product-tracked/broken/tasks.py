def load(product):
    print(product)


def clean(product):
    print(product)
