def load(product, rows, seed=0):
    def write():
        product.write_text(f'{rows} {seed}')

    write()
