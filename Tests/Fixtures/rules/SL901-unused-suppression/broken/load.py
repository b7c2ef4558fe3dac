# sluice: ignore[parameters-cell-missing] because it is run by hand, too
print('no cell is tagged')
