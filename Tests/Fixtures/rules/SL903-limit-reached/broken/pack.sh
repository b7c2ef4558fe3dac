tar cf {{product}} data
