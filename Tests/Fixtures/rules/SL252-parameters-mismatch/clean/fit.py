# %% tags=["parameters"]
upstream = None
product = None
depth = None
rate = 0.1

# %%
print(depth, rate, product)
