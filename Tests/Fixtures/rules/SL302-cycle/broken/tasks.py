def a(product, upstream):
    upstream['c']


def b(product, upstream):
    upstream['a']


def c(product, upstream):
    upstream['b']


def alone(product, upstream):
    upstream['alone']


def every(product, upstream):
    upstream['*']
