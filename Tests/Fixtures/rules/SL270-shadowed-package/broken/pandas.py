DataFrame = dict
