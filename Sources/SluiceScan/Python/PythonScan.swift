package import SluiceCore

/// What a Python file says as a home of task functions.
package func scanPythonModule(_ bytes: [UInt8], file: Int) -> ModuleScan {
  ModuleScan(
    diagnostics: parsePython(Fragment(verbatim: bytes), file: file, mode: .module).diagnostics)
}

/// What a parameters cell says, given as a text of its own.
package func scanPythonCell(_ cell: Fragment, file: Int) -> PythonCellScan {
  scanParametersCell(
    in: parsePython(cell, file: file, mode: .notebook), textRange: 0..<cell.text.count, file: file)
}

/// The syntax findings of one code cell of a notebook.
package func pythonCellSyntax(_ cell: Fragment, file: Int) -> [Diagnostic] {
  parsePython(cell, file: file, mode: .notebook).diagnostics
}

/// What the statements of `textRange` (offsets into the tree's text) say as a parameters cell.
package func scanParametersCell(
  in tree: PythonTree, textRange: Range<Int>, file: Int
) -> PythonCellScan {
  PythonCellScan(diagnostics: tree.diagnostics)
}
