# %% tags=["parameters"]
upstream = None
product = dict(nb='output/' + 'fit.html')

# %%
1 + 1
