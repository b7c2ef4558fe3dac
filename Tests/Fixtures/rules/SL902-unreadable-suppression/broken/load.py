# %% tags=["parameters"]
upstream = ['raw']           # sluice: ignore[]

# %%
print('loaded')
