# %% tags=["parameters"]
upstream = None
product = None
rows = None

# %%
import pandas as pd
from IPython.display import display

# %%
%matplotlib inline
frame = pd.read_csv('raw.csv').head(rows)
display(frame)
frame.to_csv(product['data'])


# %%
def shift(values):
    return values + offset


offset = 1
print(shift(frame), [row for row in frame if (seen := row)], seen)
try:
    unicode
except NameError:
    unicode = str
