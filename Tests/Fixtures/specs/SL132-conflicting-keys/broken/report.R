# %% tags=["parameters"]
upstream <- NULL

# %%
print(1)
