# %% tags=["parameters"]
upstream = None
product = None

# %%
print(1)
