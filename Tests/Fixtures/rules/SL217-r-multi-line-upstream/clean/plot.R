# %% tags=["parameters"]
upstream <- list('load', 'more')
product <- NULL

# %%
print(1)
