import pandas as pd


def load(product):
    frame = pd.read_csv('data/raw.csv')
    more = pd.read_csv('./data/big.csv')
    kept = pd.read_csv('data/kept.csv')
    pd.concat([frame, more, kept]).to_csv(product)
