# %% tags=["parameters"]
upstream = 'load'
product = None

# %%
print(1)
