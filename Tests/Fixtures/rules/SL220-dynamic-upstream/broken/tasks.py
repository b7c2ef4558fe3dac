import readers


def load(product):
    pass


def clean(product, upstream):
    for name in ['load']:
        open(upstream[name])


def every(product, upstream):
    sorted(upstream)


def get(product, upstream):
    return upstream.get('load')


def renamed(product, upstream):
    inputs = upstream
    return open(inputs['load'])


SOURCE = 'load'


def constant(product, upstream):
    return open(upstream[SOURCE])


def read_inputs(inputs):
    return open(inputs['load'])


def through(product, upstream):
    return read_inputs(upstream)


def spelled(product, upstream):
    return open(upstream['lo' + 'ad'])


def computed(product, upstream):
    for name in dir():
        open(upstream[name])


def imported(product, upstream):
    return readers.read_named(upstream, 'load')
