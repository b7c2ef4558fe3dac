# %% tags=["parameters"]
upstream = ['load']
product = None

# %%
rows = list(upstream['load']['data'])
# copy the rows
rows = rows.copy()
if rows:
    # really?
    print(rows)
