import readers


def load(product):
    pass


def clean(product, upstream):
    for name in ['load']:
        read(upstream[name])


def every(product, upstream):
    read_all(upstream)


def get(product, upstream):
    return upstream.get('load')


def renamed(product, upstream):
    inputs = upstream
    return read(inputs['load'])


SOURCE = 'load'


def constant(product, upstream):
    return read(upstream[SOURCE])


def read_inputs(inputs):
    return read(inputs['load'])


def through(product, upstream):
    return read_inputs(upstream)


def spelled(product, upstream):
    return read(upstream['lo' + 'ad'])


def computed(product, upstream):
    for name in find_names():
        read(upstream[name])


def imported(product, upstream):
    return readers.read_named(upstream, 'load')
