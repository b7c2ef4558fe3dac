# %% [markdown]
# # Compare
# Reads every fit of the grid through one wildcard.

# %% tags=["parameters"]
upstream = ["fit-*"]
product = None

# %%
import json
from pathlib import Path

import pandas as pd

# %%
fits = upstream["fit-*"]
rows = [{"task": task, **json.loads(Path(made["scores"]).read_text())} for task, made in fits.items()]
table = pd.DataFrame(rows).sort_values("error")
table.to_csv(product["table"], index=False)
table
