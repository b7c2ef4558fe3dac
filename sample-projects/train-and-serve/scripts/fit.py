# %% [markdown]
# One decision tree

# %%
import json
import pickle
from pathlib import Path

import pandas as pd
from sklearn.model_selection import cross_val_score
from sklearn.tree import DecisionTreeClassifier

# %% tags=["parameters"]
upstream = ['join']
product = None
depth = None

# %% tags=["injected-parameters"]
# Left behind by an editor; Ploomber takes it out, and puts the real values in.
depth = 4
upstream = {"join": "/home/somebody/train-and-serve/output/train/features.csv"}
product = {"nb": "/home/somebody/train-and-serve/output/train/fit-4-2.ipynb"}

# %%
flowers = pd.read_csv(upstream['join'])
features = flowers.drop(columns='kind')
tree = DecisionTreeClassifier(max_depth=depth, random_state=1)
score = cross_val_score(tree, features, flowers['kind'], cv=3).mean()
score

# %%
Path(product['model']).write_bytes(pickle.dumps(tree.fit(features, flowers['kind'])))
Path(product['score']).write_text(json.dumps({'depth': depth, 'score': score}))
