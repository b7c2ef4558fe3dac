"""Where the rows come from: made up with a fixed seed, then loaded as they are."""

import csv
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd


def make_orders(product, n_orders):
    """Writes orders as a shop would export them; a few carry no price."""
    dice = random.Random(7)
    Path(product).parent.mkdir(parents=True, exist_ok=True)
    with open(str(product), "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["order_id", "customer", "price"])
        for order in range(1, n_orders + 1):
            price = "" if dice.random() < 0.02 else round(dice.uniform(1, 50), 2)
            rows.writerow([order, f"customer-{dice.randint(1, 60)}", price])


def load_orders(product, upstream):
    """Copies the file into the database, untouched: cleaning is SQL's work."""
    rows = pd.read_csv(str(upstream["make_orders"]))
    with closing(sqlite3.connect("output/shop.db")) as database:
        rows.to_sql(product.name, database, if_exists="replace", index=False)
        database.commit()
