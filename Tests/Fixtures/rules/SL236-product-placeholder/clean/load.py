# %% tags=["parameters"]
upstream = None
product = {"nb": "output/load-{{rows}}.html", "data": "output/{{rows}}.csv"}
rows = None

# %%
print(rows)
