def load(product, product):
    for line in open('/dev/null'):
        print(line)
    if line:
        break
    await line


return load
