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
      guard case .script(_, let scan) = task.source, let cell = scan.parametersCell, cell.isLast
      else { continue }
      found.append(
        Diagnostic(
          kind: .parametersCellLast, range: cell.range.firstByte,
          message: "no code follows the parameters cell of '\(task.spec.source.words)'",
          help: "add a cell with the task's code behind it", task: task.spec.name))
    }
  }
}
