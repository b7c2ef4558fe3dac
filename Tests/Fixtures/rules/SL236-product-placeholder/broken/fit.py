# %% tags=["parameters"]
upstream = ["load"]
product = "output/{{upstream['laod']}}.html"

# %%
print(upstream)
