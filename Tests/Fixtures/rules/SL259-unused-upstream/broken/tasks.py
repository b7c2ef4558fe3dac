def load(product):
    pass


def clean(product, upstream):
    open('data.csv')
