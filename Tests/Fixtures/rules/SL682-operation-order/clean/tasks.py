from pathlib import Path


def load(product):
    Path(str(product)).write_text('a,b\n')


def report(title='rows'):
    print(title, len(Path('output/raw.csv').read_text()))


def send(address):
    print(address)


short = lambda: 1
