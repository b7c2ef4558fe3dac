import pandas as pd


def load(product):
    pd.DataFrame({"x": [1, 2, 3]}).to_csv(product, index=False)


def clean(product, upstream):
    pd.read_csv(upstream["laod"]).dropna().to_csv(product, index=False)
