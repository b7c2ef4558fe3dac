def areas(upstream):
    """How large each flower is."""
    flowers = upstream["get"]
    return (flowers["length"] * flowers["width"]).to_frame("area")


def ratios(upstream):
    """How slim each flower is."""
    flowers = upstream["get"]
    return (flowers["length"] / flowers["width"]).to_frame("ratio")


def join(upstream):
    """All columns beside each other."""
    return upstream["get"].join(upstream["areas"]).join(upstream["ratios"])
