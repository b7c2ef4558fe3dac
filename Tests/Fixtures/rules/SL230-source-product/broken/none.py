# %% tags=["parameters"]
upstream = None
product = None

# %%
1 + 1
