# %% tags=["parameters"]
upstream <- list('load', "clean")
product <- list(nb = 'out.ipynb') # anything may follow

# %%
print(upstream)
