from . import cells


def text():
    return cells.HEAD
