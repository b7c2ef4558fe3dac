import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let undeclaredParameter = DiagnosticKind(
    code: "SL254", name: "undeclared-parameter", severity: .advice,
    explanation: """
      `params` passes a parameter that the parameters cell of the notebook or script does not assign.
      It works, because Ploomber puts a cell behind it that does; but whoever opens the file does not
      see where the name comes from. With `static_analysis: strict` it is an error.

      ```python
      # %% tags=["parameters"]
      upstream = None
      product = None
      depth = None          # params: {depth: 5}
      ```

      Assign it in the cell.
      """)
}

extension Rule {
  static let undeclaredParameter = Rule(kind: .undeclaredParameter) { analysis, found in
    for script in CheckedScript.all(of: analysis, where: { $0 != .strict }) {
      guard let cell = script.code.parameters else { continue }
      let task = script.task.spec
      let declared = script.declaredParameters
      let undeclared = Set(task.params.map(\.key)).filter { declared[$0] == nil }.sorted()
      let read = script.mentioned(undeclared, analysis)
      for name in undeclared where read.contains(name) && name != "resources_" {
        found.append(
          Diagnostic(
            kind: .undeclaredParameter, range: task.paramRanges[name] ?? task.nameRange,
            message: "the parameters cell of '\(task.source.words)' does not assign '\(name)'",
            related: [.init(range: cell.firstPlace, message: "the parameters cell is here")],
            help: "add `\(name) = None` to the cell", task: task.name))
      }
    }
  }
}
