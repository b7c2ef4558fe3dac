def shade(value): return value
