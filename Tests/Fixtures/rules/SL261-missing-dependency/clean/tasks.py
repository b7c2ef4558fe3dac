from typing import TYPE_CHECKING

import pandas as pd
from sklearn import datasets

if TYPE_CHECKING:
    import polars


def load(product):
    import sqlalchemy
    print(product, pd, datasets, sqlalchemy)


def elsewhere():
    import torch
    return torch
