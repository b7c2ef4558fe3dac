// Prints what a layer made of its input, for comparison with the real peer. Not shipped.
let arguments = Array(CommandLine.arguments.dropFirst())
let paths = Array(arguments.dropFirst())

switch arguments.first {
case "python-ast": printPythonAST(paths)
case "python-bench": benchPython(paths)
case "fuzz": fuzz(paths)
case "python-names": printPythonNames(paths)
case "python-upstream": printPythonUpstream(paths)
case "cells": printCells(paths)
case "sql": printCreatedRelations(paths)
case "normal-form": compareNormalForms(paths)
case "python-code": printPythonCodeErrors(paths)
case "python-functions": printPythonFunctions(paths)
case "scan": scanOutline(paths)
case "gen-project": generateProject(paths)
case "jinja-render": renderJinja(paths)
case "jinja-parse": parseJinja(paths)
case "yaml-outline": yamlOutline(paths)
case "yaml-rewrite": yamlRewrite(paths)
default:
  print(
    """
    usage: sluice-dev python-ast [--no-attributes] FILE…
           sluice-dev python-bench [FILE…]
           sluice-dev fuzz TARGET… | all [--seconds N | --count N] [--seed S] [--corpus DIR]
           sluice-dev fuzz TARGET FILE… [--shrink]
           sluice-dev python-names FILE…
           sluice-dev python-upstream [--cell] FILE…
           sluice-dev cells | sql FILE…
           sluice-dev normal-form python|sql FILE FILE…
           sluice-dev python-code [--any] FILE…
           sluice-dev python-functions FOLDER…
           sluice-dev gen-project [--tasks N] [--graph mesh|chain|fan] [--mix F,S,N,Q] [--seed N] FOLDER
           sluice-dev jinja-render | jinja-parse CASES…
           sluice-dev scan | yaml-outline | yaml-rewrite FILE…
    """)
}
