from ploomber.clients import LocalStorageClient


def get_storage():
    return LocalStorageClient("backup")
