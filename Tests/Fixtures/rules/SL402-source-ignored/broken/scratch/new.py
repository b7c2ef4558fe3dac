# %% tags=["parameters"]
upstream = None

# %%
print(1)
