# %% tags=["parameters"]
upstream = None
product = {'nb': 'output/type.html', 'data': 5}

# %%
1 + 1
