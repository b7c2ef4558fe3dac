def get():
    return None
