// Prints what a layer made of its input, for comparison with the real peer. Not shipped.
let arguments = Array(CommandLine.arguments.dropFirst())
let paths = Array(arguments.dropFirst())

switch arguments.first {
case "python-ast": printPythonAST(paths)
case "yaml-outline": yamlOutline(paths)
case "scan-outline": scanOutline(paths)
default:
  print(
    "usage: sluice-dev python-ast [--no-attributes] FILE… | yaml-outline FILE… | scan-outline FILE…"
  )
}
