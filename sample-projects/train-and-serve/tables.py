from pathlib import Path

import pandas as pd


def write(table, product):
    """Every product of a function is a table."""
    path = Path(str(product))
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(path, index=False)


def read(product):
    """A table as another function gets it."""
    return pd.read_csv(str(product))
