# %% tags=["parameters"]
upstream <- list('load')
product <- list(nb='output/fit.html', model="output/model.rds")

# %%
1 + 1
