# %% tags=["parameters"]
upstream = None
product = None

# %%
import pickle

path = 'output/model.pickle'
with open(path, 'rb') as file:
    model = pickle.load(file)
print(model)
