# %% tags=["parameters"]
upstream = ['load']
product = {'nb': 'output/twice.html', 'data': './output/data.csv'}

# %%
1 + 1
