# %% tags=["parameters"]
upstream = None
product = {"nb": "output/load-{{rows}}.html", "data": "output/{{row}}.csv"}
rows = None

# %%
print(rows)
