import pandas as pd


def clean(product):
    pd.DataFrame().to_csv('output/clean.csv')


def fit(product):
    frame = pd.read_csv('./output/clean.csv')
    frame.to_pickle(product)
    frame.to_csv('output/clean.csv')
