# region tags=["parameters"]
upstream = ('load',)
# endregion

print(1)
