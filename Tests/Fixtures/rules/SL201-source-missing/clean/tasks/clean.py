# %% tags=["parameters"]
upstream = None

# %%
1
