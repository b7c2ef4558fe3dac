# %% tags=["parameters"]
n = 5

# %%
print(n)
