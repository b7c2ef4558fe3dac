# %% tags=["parameters"]
upstream = ['fit']
product = None

# %%
import pickle

print(pickle, upstream)
