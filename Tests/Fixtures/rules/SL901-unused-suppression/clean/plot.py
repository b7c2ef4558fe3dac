# + tags=["parameters"]
upstream = None
product = None

# + tags=["sluice-ignore=SL250"]
print(pasted)

print(pasted)

# +
print(product)
