package import SluiceCore

/// What a parameters cell says, given as a text of its own. The findings include syntax errors.
package func scanPythonCell(_ cell: Fragment, file: Int) -> PythonCellScan {
  let tree = parsePython(cell, file: file, mode: .notebook)
  let end = tree.fragment.text.count
  var scan = scanParametersCell(in: tree, textRange: 0..<end, file: file)
  scan.diagnostics = tree.diagnostics + scan.diagnostics
  return scan
}

/// The syntax findings of one code cell of a notebook.
package func pythonCellSyntax(_ cell: Fragment, file: Int) -> [Diagnostic] {
  parsePython(cell, file: file, mode: .notebook).diagnostics
}

/// What the statements of `textRange` say as a parameters cell. The range counts in
/// `tree.fragment.text`, which differs from the file if that is not UTF-8. The
/// tree's own syntax errors are not among the findings. Follows what Ploomber does: it looks at the
/// first statement of each line at the top level, evaluates each value that is assigned to
/// `upstream` alone, and takes the last.
package func scanParametersCell(
  in tree: PythonTree, textRange: Range<Int>, file: Int
) -> PythonCellScan {
  var reader = PythonCellReader(tree: tree, textRange: textRange)
  reader.read()
  return reader.scan
}
