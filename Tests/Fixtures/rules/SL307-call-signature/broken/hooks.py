def connect(uri):
    pass


def run(worker):
    pass


def save(value):
    pass


def read(product, *, sep):
    pass


def shown(task):
    pass


def reported(dag, report, note='x'):
    pass


def done(task, prodct):
    pass


def noted(params):
    pass


def anything(**kwargs):
    pass


def day(of):
    return of
