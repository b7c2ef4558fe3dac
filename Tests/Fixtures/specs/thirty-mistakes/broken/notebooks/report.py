# %% tags=["parameters"]
upstream = ['orders', 'customers']
product = None

# %%
import pandas as pd

frame = pd.read_csv(upstream['orders'])
prices = pd.read_csv('/home/ana/prices.csv')
clean = pd.read_csv('output/clean.csv')

# %%
frame.merge(prices).merge(claen)  # sluice: ignore[cycle]
