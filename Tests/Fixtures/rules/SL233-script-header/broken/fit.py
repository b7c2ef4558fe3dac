# ---
# jupyter:
#   kernelspec: {name: python3
# ---

# %% tags=["parameters"]
upstream = None

# %%
1 + 1
