# + tags=["parameters"]
upstream <- list(
  'load',
  'clean' # the second
)
# -

x <- 1
