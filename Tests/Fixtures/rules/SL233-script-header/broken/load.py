# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percnt
#   kernelspec: python3
# ---

# %% tags=["parameters"]
upstream = None

# %%
1 + 1
