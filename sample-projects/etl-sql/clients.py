"""How to reach the database: a file beside the other products."""

from pathlib import Path

from ploomber.clients import SQLAlchemyClient


def shop():
    # Ploomber asks the database what is up to date before the first task has made the folder.
    Path("output").mkdir(exist_ok=True)
    return SQLAlchemyClient("sqlite:///output/shop.db")
