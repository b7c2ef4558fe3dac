import helper


def load(product):
    with open(product, 'w') as file:
        file.write(helper.ROWS)
