# ---
# jupyter:
#   kernelspec: {name: python3, display_name: Python, language: python}
# ---

# %% tags=["parameters"]
upstream = None

# %%
1 + 1
