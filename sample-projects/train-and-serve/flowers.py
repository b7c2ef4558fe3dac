import random

import pandas as pd


def unlabelled(rows):
    """Make measurements of flowers up."""
    chance = random.Random(7)
    return pd.DataFrame(
        {"length": chance.uniform(1, 7), "width": chance.uniform(0.5, 3)} for _ in range(rows)
    )


def labelled(rows):
    """The same, with the kind of each flower."""
    flowers = unlabelled(rows)
    flowers["kind"] = (flowers["length"] > 2 * flowers["width"]).astype(int)
    return flowers
