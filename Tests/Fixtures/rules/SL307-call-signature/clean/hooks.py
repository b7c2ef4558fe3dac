import functools


def connect(uri):
    pass


def save(value, product, *more):
    pass


def read(product, sep):
    pass


def shown(dag):
    pass


def reported(dag, report):
    pass


def failed(dag, traceback):
    pass


def done(task, product, recipient, tries=3):
    pass


@functools.lru_cache
def wrapped(whatever):
    pass


class Notice:
    pass
