# %% tags=["parameters"]
upstream <- NULL

# %%
1 + 1
