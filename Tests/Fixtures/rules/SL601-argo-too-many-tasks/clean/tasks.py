def load(product, n):
    print(product, n)
