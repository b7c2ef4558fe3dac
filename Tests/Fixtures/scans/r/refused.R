# %% tags=["parameters"]
n <- 5
upstream <- c('load', 'clean')
# %%
1
