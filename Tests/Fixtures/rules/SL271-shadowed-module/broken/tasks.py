import statistics


def load(product):
    product.write_text(str(statistics.mean([1])))
