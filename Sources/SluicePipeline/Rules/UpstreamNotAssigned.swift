import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let upstreamNotAssigned = DiagnosticKind(
    code: "SL235", name: "upstream-not-assigned", severity: .error,
    explanation: """
      The parameters cell of a Python script or notebook assigns no `upstream`, and Ploomber does not load
      the pipeline: also a task that reads from no other has to say so.

      ```python
      # %% tags=["parameters"]
      upstream = None
      product = None
      ```

      Add the line. With `extract_upstream: false` in `meta` it is not needed.
      """)
}

extension Rule {
  static let upstreamNotAssigned = Rule(kind: .upstreamNotAssigned) { analysis, found in
    guard analysis.spec.meta.extractUpstream else { return }
    for task in analysis.tasks {
      guard case .script(_, let scan) = task.source, scan.language == .python,
        let cell = scan.parametersCell, cell.upstreamRange == nil,
        !scan.diagnostics.contains(where: { $0.kind.severity == .error })
      else { continue }
      found.append(
        Diagnostic(
          kind: .upstreamNotAssigned, range: cell.range.firstByte,
          message: "the parameters cell of '\(task.spec.source.words)' assigns no 'upstream'",
          help: "add `upstream = None` to it, or a list of task names", task: task.spec.name))
    }
  }
}
