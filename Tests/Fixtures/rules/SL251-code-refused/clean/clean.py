# %% tags=["parameters"]
upstream = ['load']
product = None

# %%
rows = list(upstream['load']['data'])
## copy the rows
# %matplotlib inline
# copy = rows
rows = rows.copy()  # copy the rows
TEXT = """
# copy the rows
"""
if rows:
    # copy the rows
    # why not?
    print(rows, TEXT)
