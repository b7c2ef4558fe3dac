def load(product):
    pass


def clean(product, upstream):
    for name in ['load']:
        read(upstream[name])


def every(product, upstream):
    read_all(upstream)


def get(product, upstream):
    return upstream.get('load')
