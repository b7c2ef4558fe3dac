# %% [markdown]
# # Fit
# Smooths the series over `window` days and fits a polynomial of `degree`.

# %% tags=["parameters"]
upstream = ["simulate"]
product = None
degree = 1
window = 1

# %%
import json
from pathlib import Path

import numpy as np
import pandas as pd

# %%
series = pd.read_csv(upstream["simulate"])
smooth = series["value"].rolling(window, min_periods=1).mean()
curve = np.polynomial.Polynomial.fit(series["day"], smooth, deg=degree)
error = float(np.sqrt(np.mean((curve(series["day"]) - series["value"]) ** 2)))

# %%
scores = {"degree": degree, "window": window, "error": error}
Path(product["scores"]).write_text(json.dumps(scores))
scores
