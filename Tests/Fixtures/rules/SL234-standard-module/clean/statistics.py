def load(product):
    open(product, "w").close()
