// Prints what a layer made of its input, for comparison with the real peer. Not shipped.
let arguments = Array(CommandLine.arguments.dropFirst())

switch arguments.first {
case "python-ast": printPythonAST(Array(arguments.dropFirst()))
case "python-upstream": printPythonUpstream(Array(arguments.dropFirst()))
default:
  print("usage: sluice-dev python-ast [--no-attributes] FILE… | python-upstream [--cell] FILE…")
}
