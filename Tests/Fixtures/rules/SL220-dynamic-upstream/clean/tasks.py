def load(product):
    pass


def clean(product, upstream):
    return upstream['load']


def merge(product, upstream):
    inputs = upstream
    print(upstream['load'])
    return [open(inputs[name]) for name in upstream], read_inputs(inputs)


def read_inputs(inputs):
    return open(inputs['load'])
