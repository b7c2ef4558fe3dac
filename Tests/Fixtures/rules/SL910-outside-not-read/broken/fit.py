# + tags=["parameters"]
upstream = ["load"]
product = None

# +
print(upstream, product)
