import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let parametersCellMissing = DiagnosticKind(
    code: "SL203", name: "parameters-cell-missing", severity: .warning,
    explanation: """
      A notebook or script has no cell tagged `parameters`, so Ploomber takes it for a task without
      upstream, and rewrites the file to add such a cell. In an R file what it adds does not even
      parse. Say what the task reads from yourself:

      ```python
      # %% tags=["parameters"]
      upstream = ['clean']
      product = None
      ```

      In Jupyter the tag is set in the cell's metadata: `{"tags": ["parameters"]}`.
      """)
}

extension Rule {
  static let parametersCellMissing = Rule(kind: .parametersCellMissing) { analysis, found in
    // With products in the sources, a source without the cell has another error.
    guard !analysis.spec.meta.extractProduct else { return }
    for task in analysis.tasks {
      guard case .script(let file, let scan) = task.source, scan.parametersCell == nil,
        !scan.diagnostics.contains(where: { $0.kind.severity == .error })
      else { continue }
      let isR = scan.language == .r
      found.append(
        Diagnostic(
          // What Ploomber adds to an R file is Python, and stops the task from loading.
          kind: isR && analysis.spec.meta.extractUpstream ? .rUpstream : .parametersCellMissing,
          range: scan.head,
          message: "'\(task.spec.source.words)' has no cell tagged 'parameters'",
          help: isR
            ? "begin with a cell tagged 'parameters' that holds `upstream <- NULL`"
            : "begin with a cell tagged 'parameters' that holds `upstream = None`",
          fix: parametersCellFix(scan, file: file, in: analysis.sources),
          task: task.spec.name))
    }
  }
}
