from .reading import read as load
