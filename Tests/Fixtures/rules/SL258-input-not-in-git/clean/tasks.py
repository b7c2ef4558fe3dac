import pandas as pd


def load(product):
    pd.read_csv('data/kept.csv').to_csv(product)
