CommandBasedTask('fit', command=['sh', 'fit.sh'])
