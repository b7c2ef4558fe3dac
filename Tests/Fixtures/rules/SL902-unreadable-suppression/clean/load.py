# %% tags=["parameters"]
upstream = ['raw']           # sluice: ignore[SL301] because another pipeline makes it

# %%
print('loaded', upstream)
