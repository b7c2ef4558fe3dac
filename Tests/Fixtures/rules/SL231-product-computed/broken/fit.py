# %% tags=["parameters"]
upstream = None
product = {'nb': 'output/{}.html'.format('fit')}

# %%
1 + 1
