def load(product, m, n):
    print(product, m, n)
