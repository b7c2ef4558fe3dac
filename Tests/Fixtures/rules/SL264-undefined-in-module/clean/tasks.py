import logging

logger = logging.getLogger(__name__)

try:
    import ujson
except ImportError:
    ujson = None


def load(product):
    try:
        unicode
    except NameError:
        logger.warning('Python 3')
    if ujson:
        print(product)
    fetch(product)


def fetch(product):
    product.touch()
