# %% tags=["parameters"]
upstream = None
product = None
depth = None

# %%
print(product, depth)
