def get():
    """
    # sluice: ignore[SL301] within a text is no comment
    """
