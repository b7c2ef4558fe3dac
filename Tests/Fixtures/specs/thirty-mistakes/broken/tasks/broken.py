def run(product):
    product.touch()
    break
