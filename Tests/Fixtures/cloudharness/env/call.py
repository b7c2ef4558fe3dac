# every argument that nobody knows is a variable, as str() writes it: True, None
CustomTask('fit', image_name='fit', level='info', fast=True, rounds=20)
