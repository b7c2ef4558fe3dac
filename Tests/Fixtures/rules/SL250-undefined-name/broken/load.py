# %% tags=["parameters"]
upstream = None
product = None
rows = None

# %%
# %matplotlib inline
frame = pd.read_csv('raw.csv').head(rows)
frame = pd.concat([frame, extra])
display(frame)


# %%
def shift(values):
    total = total + 1
    return values + total + offset


offset = 1
print(shift(frame))
