# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: light
# ---

# %% tags=["parameters"]
upstream = ['not-a-cell-in-light']

# + tags=["parameters"]
upstream = ['load']
# -
