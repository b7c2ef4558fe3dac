# %% tags=["parameters"]
upstream = None
product = None
depth = None
rate: float = 0.1

# %%
print(depth, rate, product)
