# %% tags=["parameters"]
upstream = ['clean', 'nothing_like_it']
product = None

# %%
print(product)
