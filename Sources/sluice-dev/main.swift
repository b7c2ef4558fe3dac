// Prints what a layer made of its input, for comparison with the real peer. Not shipped.
let arguments = Array(CommandLine.arguments.dropFirst())
let paths = Array(arguments.dropFirst())

switch arguments.first {
case "python-ast": printPythonAST(paths)
case "scan": scanOutline(paths)
case "yaml-outline": yamlOutline(paths)
case "yaml-rewrite": yamlRewrite(paths)
default:
  print(
    "usage: sluice-dev (python-ast [--no-attributes] | scan | yaml-outline | yaml-rewrite) FILE…")
}
