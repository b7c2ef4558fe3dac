# %% tags=["parameters"]
upstream <- find_upstream(n = 2)
# %%
1
