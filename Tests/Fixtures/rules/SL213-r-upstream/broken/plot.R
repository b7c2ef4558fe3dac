# %% tags=["parameters"]
n <- 5
upstream <- NULL
product <- NULL

# %%
print(1)
