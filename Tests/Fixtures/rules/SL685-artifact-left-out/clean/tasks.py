from pathlib import Path


def load(product):
    Path(str(product)).write_text('a,b\n')


def count(product, upstream):
    text = Path(str(upstream['load'])).read_text()
    Path(str(product)).write_text(str(len(text)))
