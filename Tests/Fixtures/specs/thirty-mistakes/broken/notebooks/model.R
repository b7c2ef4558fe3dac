# %% tags=["parameters"]
upstream = list('orders',
                'clean')
product = NULL

# %%
print(upstream)
