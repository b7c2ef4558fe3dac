# %% [markdown] tags=["parameters"]
# upstream = ['load']
# and prose
# %%
1
