# %% tags=["parameters"]
upstream = ["load"]
product = "output/fit.html"

# %%
print(upstream)
