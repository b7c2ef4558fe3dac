# %% tags=["parameters"]
upstream = None

# %%
print(2)
