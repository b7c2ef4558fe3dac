# %% tags=["parameters"]
upstream = find_upstream()
product = None

# %%
print(product)
