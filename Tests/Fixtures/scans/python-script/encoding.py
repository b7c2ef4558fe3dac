# -*- coding: UTF8 -*-
# %% tags="parameters"
upstream = ['load']
# %% tags=["parameters"]
upstream = ['clean']
