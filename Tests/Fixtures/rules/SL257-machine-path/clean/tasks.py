import pandas as pd


def load(product):
    first = pd.read_csv('data/raw.csv')
    second = pd.read_csv('https://example.com/home/raw.csv')
    third = pd.read_csv('/mnt/shared/raw.csv')
    pd.concat([first, second, third]).to_csv(product)


def elsewhere():
    return pd.read_csv('/home/ana/data/raw.csv')
