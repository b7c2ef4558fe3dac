# %% tags=["parameters"]
upstream = ['load']
product = None

# %%
import pandas as pd

frame = pd.read_csv(upstream['load'])
print(frame.describe())
