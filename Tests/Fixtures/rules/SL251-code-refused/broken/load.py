# %% tags=["parameters"]
upstream = None
product = None
rows = None

# %%
files = !ls data
print(files, rows)

# %%
def shift(values, values):
    return values


await shift(1, 2)
return

# %%
for file in files:
    print(file)
else:
    break
