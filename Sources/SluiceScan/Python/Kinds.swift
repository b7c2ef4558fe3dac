package import SluiceCore

extension DiagnosticKind {
  /// SL204
  package static let pythonSyntax = DiagnosticKind(
    code: "SL204", name: "python-syntax", severity: .error,
    explanation: """
      Python refuses to compile this statement, so the task cannot start. The file is read as \
      Python 3.8 to 3.14 would read it; the statements around the broken one are still scanned.
      """)
  /// SL205
  package static let pythonEncoding = DiagnosticKind(
    code: "SL205", name: "python-encoding", severity: .error,
    explanation: """
      The file's bytes do not fit its encoding. Python files are UTF-8 unless a comment in the \
      first two lines names another encoding, as in `# -*- coding: latin-1 -*-`.
      """)
  /// SL206
  package static let invalidUpstream = DiagnosticKind(
    code: "SL206", name: "invalid-upstream", severity: .error,
    explanation: """
      Ploomber reads the last plain `upstream = …` at the top level of the parameters cell. It must \
      be a list, tuple, set or dictionary of task names, or `None`; everything else is refused or \
      not seen.
      """)
}
