def mean(values):
    return values[0]
