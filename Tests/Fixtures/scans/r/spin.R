#' # Title
#' text

#+ params, tags=c("parameters")
upstream <- NULL

x <- 1
