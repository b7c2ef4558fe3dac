# %% tags=["parameters"]
upstream = None

# %%

