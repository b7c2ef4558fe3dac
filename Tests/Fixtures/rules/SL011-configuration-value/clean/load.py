print('no cell is tagged')
