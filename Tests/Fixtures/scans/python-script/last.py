# %%
print(1)
# %% tags=["parameters"]
upstream = None
# %%

