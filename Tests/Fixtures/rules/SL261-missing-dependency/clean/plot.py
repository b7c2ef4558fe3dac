# %% tags=["parameters"]
upstream = ['load']
product = None

# %%
import cv2
import numpy as np
import yaml
from google.cloud import storage
from helpers import shade

try:
    import seaborn as sns
except ImportError:
    sns = None
print(cv2, np, yaml, storage, shade, sns, upstream)
