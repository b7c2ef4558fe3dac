def load(product, rows, seed=0):
    """Writes as many rows."""
    product.write_text(str(rows))
