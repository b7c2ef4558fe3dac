def load(product):
    pass


def note(task):
    pass
