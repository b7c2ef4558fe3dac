import pandas as pd


def no_gaps(product):
    """Stop where a value is missing."""
    assert not pd.read_csv(str(product)).isna().any(axis=None), f"gaps in {product}"


def at_least(product, columns):
    """Stop where columns are missing."""
    assert len(pd.read_csv(str(product)).columns) >= columns, f"too few columns in {product}"
