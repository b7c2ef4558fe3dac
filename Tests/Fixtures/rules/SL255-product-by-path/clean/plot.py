# %% tags=["parameters"]
upstream = ['fit']
product = None

# %%
import pandas as pd

print(upstream['fit'])
frame = pd.read_csv('output/clean.csv')
frame.to_csv('output/plot.csv')
