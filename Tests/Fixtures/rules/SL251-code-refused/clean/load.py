# %% tags=["parameters"]
upstream = None
product = None
rows = None

# %%
import os

!ls data
files = os.listdir('data')
print(files, rows)


# %%
async def shift(values, other):
    await other
    return values


for file in files:
    break

# %%
TEXT = """what the program takes
  %prog [options]
  !important"""
print(TEXT)
