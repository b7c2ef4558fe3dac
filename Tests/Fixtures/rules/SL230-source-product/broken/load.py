# %% tags=["parameters"]
upstream = None
product = {'nb': 'output/load.html', 'data': 'output/data.csv'}

# %%
1 + 1
