import logging

logger = logging.getLogger(__name__)


def load(product):
    try:
        fetch(product)
    except OSError:
        loger.warning('no network')
        raise
    if DEBUG:
        print(product)
    return None
    print(nothing)


def fetch(product):
    product.touch()


def unused():
    return Path('.')
