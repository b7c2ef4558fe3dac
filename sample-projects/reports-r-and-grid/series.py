"""The data: a year of made-up daily values."""

from pathlib import Path

import numpy as np
import pandas as pd


def simulate(product):
    """A slow wave with noise on it."""
    dice = np.random.default_rng(7)
    day = np.arange(365)
    value = np.sin(day / 60) + dice.normal(scale=0.3, size=day.size)
    Path(product).parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame({"day": day, "value": value}).to_csv(str(product), index=False)
