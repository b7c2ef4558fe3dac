import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let parametersCellLast = DiagnosticKind(
    code: "SL221", name: "parameters-cell-last", severity: .error,
    explanation: """
      The parameters cell is the last one with any text. Ploomber injects the real parameters behind
      it and refuses to render a notebook in which nothing would use them.

      ```python
      # %% tags=["parameters"]
      upstream = ['clean']
      product = None

      # %%
      print(upstream['clean'])
      ```

      Add a cell with the task's code behind it.
      """)
}

extension Rule {
  static let parametersCellLast = Rule(kind: .parametersCellLast) { analysis, found in
    for task in analysis.tasks {
      guard case .script(_, let scan) = task.source else { continue }
      guard let cell = scan.parametersCell else {
        // Ploomber puts a parameters cell into a source that has none, and then nothing follows it.
        if !scan.hasText, !scan.diagnostics.contains(where: { $0.kind.severity == .error }) {
          found.append(
            Diagnostic(
              kind: .parametersCellLast, range: scan.head,
              message: "there is no code in '\(task.spec.source.words)'",
              help: "write the task's code behind a cell tagged 'parameters'",
              task: task.spec.name))
        }
        continue
      }
      guard cell.isLast else { continue }
      found.append(
        Diagnostic(
          kind: .parametersCellLast, range: cell.range.firstByte,
          message: "no code follows the parameters cell of '\(task.spec.source.words)'",
          help: "add a cell with the task's code behind it", task: task.spec.name))
    }
  }
}
