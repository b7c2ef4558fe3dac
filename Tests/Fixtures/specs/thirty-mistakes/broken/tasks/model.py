import pandas as pd


def fit(product, upstream):
    frame = pd.concat(pd.read_csv(upstream[name]) for name in upstream)
    frame.to_pickle(product)


def score(product, upstream):
    frame = pd.read_csv(upstream['features-*'])
    frame.to_csv(product)
