# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percents
# ---

# %% tags=["parameters"]
upstream = ['load']
# %%
1
