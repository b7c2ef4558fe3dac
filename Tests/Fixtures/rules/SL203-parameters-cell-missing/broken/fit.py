# %%
print('no parameters')
