# %% tags=["parameters"]
upstream = ['load']
product = None
depth = None
rate = None

# %%
print(upstream['load'], depth, product)
%time print(rate)
