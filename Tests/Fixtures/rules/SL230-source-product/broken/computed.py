# %% tags=["parameters"]
upstream = None
product = FOLDER + '/computed.html'

# %%
1 + 1
