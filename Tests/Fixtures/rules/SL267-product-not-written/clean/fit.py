# %% tags=["parameters"]
upstream = ['load']
product = None

# %%
import pandas as pd

frame = pd.read_csv(upstream['load'])
frame.to_pickle(product['model'])
