def load(product):
    with open(product, 'w') as file:
        file.write('x\n1\n')
