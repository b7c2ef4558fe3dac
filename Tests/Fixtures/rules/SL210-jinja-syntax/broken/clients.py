def database():
    return None
