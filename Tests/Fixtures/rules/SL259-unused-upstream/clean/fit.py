# %% tags=["parameters"]
product = None

# %%
print(upstream["clean"], upstream["load"])
