# %% [markdown]
# # Fit
# Trains a random forest on the rows that `make_features` did not hold back.

# %% tags=["parameters"]
upstream = ["make_features"]
product = None
n_trees = 10

# %%
import pickle
from pathlib import Path

import pandas as pd
from sklearn.ensemble import RandomForestClassifier

# %%
train = pd.read_csv(upstream["make_features"]["train"])
model = RandomForestClassifier(n_estimators=n_trees, random_state=7)
model.fit(train.drop(columns="kind"), train["kind"])

# %%
Path(product["model"]).write_bytes(pickle.dumps(model))
