import pandas as pd


def load(product):
    first = pd.read_csv('/home/ana/data/raw.csv')
    second = pd.read_csv(r'C:\Users\ana\raw.csv')
    third = pd.read_csv('~/raw.csv')
    pd.concat([first, second, third]).to_csv(product)
