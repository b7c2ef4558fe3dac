async def later(line):
    await later(line)


def load(product):
    for line in open('/dev/null'):
        if line:
            break
