from pathlib import Path


def load(product, sample, rows):
    Path(str(product)).write_text(f"{sample}\n" * rows)
