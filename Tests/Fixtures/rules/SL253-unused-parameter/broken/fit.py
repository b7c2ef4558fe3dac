# %% tags=["parameters"]
upstream = ['load']
product = None
detph = None
rate = None

# %%
depth = 5
print(depth, product)
