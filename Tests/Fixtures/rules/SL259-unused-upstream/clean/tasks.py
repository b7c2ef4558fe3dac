def load(product):
    pass


def clean(product, upstream):
    for path in upstream.values():
        print(path)
