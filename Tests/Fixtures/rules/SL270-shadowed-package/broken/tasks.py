import pandas as pd


def load(product):
    pd.DataFrame().to_csv(product)
