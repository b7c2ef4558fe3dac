TEXT = """
# %% tags=["parameters"]
upstream = ['in a string']
"""
# %% tags=["parameters"]
upstream = ['load']
# %%
1
