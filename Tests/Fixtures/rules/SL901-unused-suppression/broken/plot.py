# + tags=["parameters"]
upstream = None
product = None

# + tags=["sluice-ignore=SL250"]
print(pasted)

print(pasted)

# + tags=["sluice-ignore=undefined-name"]
print(product)
