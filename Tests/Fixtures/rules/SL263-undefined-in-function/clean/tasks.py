"""Every name is bound before it is read, or is not read for sure."""
import json
import os

import pandas as pd

LIMIT = 10

if os.name == 'nt':
    from tools import read
else:
    def read(name):
        return pd.read_csv(name)


def trim(frame):
    global cache
    cache = frame.head(LIMIT)
    return cache


def load(product):
    frame = pd.read_csv('https://example.com/raw.csv')
    with open(str(product), 'w') as file:
        json.dump([row for row in frame.index if row], file)


def clean(product, upstream):
    for name in os.listdir(upstream['load']):
        frame = trim(read(name))
    print(cache, late)
    frame.to_csv(product)


late = LIMIT + 1
