from pathlib import Path

from lib import rows


def load(product):
    Path(product).write_text(rows.text())
