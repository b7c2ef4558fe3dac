# %% tags=["parameters"]
upstream = None
n = 5

# %%
print(n)
