# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: light
#       format_version: '1.5'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# Keep the model with the best score.

# +
import json
import shutil
from pathlib import Path

# + tags=["parameters"]
upstream = ['fit-*']
product = None
# -

fits = upstream['fit-*']
scores = {name: json.loads(Path(fit['score']).read_text())['score'] for name, fit in fits.items()}
scores

best = max(scores, key=scores.get)
print(f'{best} is the best of {len(scores)}')
shutil.copy(fits[best]['model'], product['model'])
