import pandas as pd


def clean(product, upstream, depth=1):
    pd.read_csv(upstream['ordrs']).head(depth).to_csv(product)


def join(product, upstream, depth):
    pd.read_csv(upstream['split']).head(depth).to_csv(product)


def split(product, upstream):
    pd.read_csv(upstream['join']).to_csv(product)


def unused(frame):
    return frme
