def make(env):
    pass
