from shared_library import load

clean = lambda product, upstream: upstream['load']
