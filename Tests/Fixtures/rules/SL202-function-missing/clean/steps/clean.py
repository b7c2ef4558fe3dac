if True:
    def clean(product, upstream):
        return upstream['read']
