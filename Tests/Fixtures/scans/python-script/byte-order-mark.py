# %% tags=["parameters"]
upstream = ["load"]

# %%
1
