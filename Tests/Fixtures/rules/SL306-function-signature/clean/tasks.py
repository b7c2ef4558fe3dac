import functools


def load(rows, seed=1):
    return rows


def clean(upstream, *, deep=False):
    return upstream['load']


async def fit(upstream, depth):
    return upstream['clean']


@functools.cache
def plot(anything):
    upstream = anything
    return upstream['clean']


def save(value, product):
    pass
