# `plot` waits for `clean`, too: a step waits for the whole step before it
SimpleDagOperation('churn-', (load, clean), (fit, plot))
