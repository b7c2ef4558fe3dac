"""The first two tasks: plain functions. `product` is where to write, `upstream` what to read."""

from pathlib import Path

import pandas as pd
from sklearn.datasets import make_classification
from sklearn.model_selection import train_test_split


def get_data(product, n_rows):
    """Makes the measurements up, so that the project needs no download."""
    values, kinds = make_classification(
        n_samples=n_rows, n_features=4, n_informative=3, n_redundant=0, random_state=7
    )
    data = pd.DataFrame(values, columns=["length", "width", "weight", "colour"])
    data["kind"] = kinds
    Path(product).parent.mkdir(parents=True, exist_ok=True)
    data.to_csv(str(product), index=False)


def make_features(product, upstream):
    """Adds one feature and holds a quarter of the rows back for the evaluation."""
    data = pd.read_csv(str(upstream["get_data"]))
    data["area"] = data["length"] * data["width"]
    train, test = train_test_split(data, test_size=0.25, random_state=7)
    train.to_csv(str(product["train"]), index=False)
    test.to_csv(str(product["test"]), index=False)
