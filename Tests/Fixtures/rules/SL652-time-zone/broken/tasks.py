def load(product):
    with open(str(product), "w") as file:
        file.write("1")


def fit(upstream, product):
    with open(upstream["load"]) as raw, open(str(product), "w") as file:
        file.write(raw.read())
