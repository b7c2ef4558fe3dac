def connect():
    return object()
