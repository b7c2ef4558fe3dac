from ploomber.clients import LocalStorageClient


def storage():
    return LocalStorageClient('backup')
