# %% tags=["parameters"]
upstream <- NULL
product <- 'output/list.html'

# %%
1 + 1
