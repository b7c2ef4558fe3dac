# %% [markdown]
# # Title

# %% tags=["parameters"]
# names of the tasks before
upstream = ['load', 'clean-*']
product = None

# %%
print(upstream)
