# %% tags=["parameters"]
upstream = ["clean"]
product = None

# %%
print(upstream["clean"])
