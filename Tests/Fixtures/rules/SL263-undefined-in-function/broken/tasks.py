"""Every name that is read here for sure is looked for."""
import os

FOLDER = os.path.join('output', SUFFIX)
LIMIT = 10


def trim(frame):
    return frame.head(limit)


def load(product):
    frame = pd.read_csv('https://example.com/raw.csv')
    with open(str(product), 'w') as file:
        jsn.dump([len(frame) for _ in range(LIMIT)], file)


def clean(product, upstream):
    for name in os.listdir(upstream['load']):
        frame = trim(read(name))
    print(LIMIT)
    LIMIT = 20
    frame.to_csv(product)
