from ploomber.clients import SQLAlchemyClient

PASSWORD = 'secret'


def database():
    return SQLAlchemyClient(f'postgresql://shop:{PASSWORD}@db/orders')
