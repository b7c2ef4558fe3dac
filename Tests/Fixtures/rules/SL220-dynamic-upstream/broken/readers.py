def read_named(inputs, name):
    return read(inputs[name])
