def load(product, rows, seed):
    pass


def clean(upstream):
    return upstream['load']


def fit(product, upstream, **kwargs):
    pass


def report(product):
    pass


def plot(product):
    return upstream['clean']


def save(value, product):
    pass
