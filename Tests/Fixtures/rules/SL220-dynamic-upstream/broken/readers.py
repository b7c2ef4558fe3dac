def read_named(inputs, name):
    return open(inputs[name])
