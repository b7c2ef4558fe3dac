package import SluiceCore

/// What the reader of Python finds.
package enum PythonKinds {
  /// By code.
  package static let all: [DiagnosticKind] = [.pythonSyntax, .pythonEncoding, .invalidUpstream]
}

extension DiagnosticKind {
  /// SL204
  package static let pythonSyntax = DiagnosticKind(
    code: "SL204", name: "python-syntax", severity: .error,
    explanation: """
      Python refuses to compile this statement, so the task cannot start. A file is read as Python
      3.8 to 3.14 would read it: what any of them accepts is accepted.

      ```python
      def load(product)          # no colon
          return read(product
      ```

      Mend the place that is marked; it may be a bracket or a quote that an earlier line left open.
      The statements around the broken one are still scanned.
      """)
  /// SL205
  package static let pythonEncoding = DiagnosticKind(
    code: "SL205", name: "python-encoding", severity: .error,
    explanation: """
      The file's bytes do not fit its encoding, so Python cannot read it. Python files are UTF-8
      unless a comment in the first two lines names another encoding:

      ```python
      # -*- coding: latin-1 -*-
      ```

      Save the file as UTF-8, or name the encoding that it has.
      """)
  /// SL206
  package static let invalidUpstream = DiagnosticKind(
    code: "SL206", name: "invalid-upstream", severity: .error,
    explanation: """
      Ploomber reads the last plain `upstream = …` at the top level of the parameters cell. It must
      be a list, tuple, set or dictionary of task names, or `None`; everything else is refused or
      not seen.

      ```python
      # %% tags=["parameters"]
      upstream = 'load'          # write ['load']
      product = None
      ```

      Write the names as a list of plain texts, or `None` where the task reads from no other.
      """)
}
