import SluiceCore

extension DiagnosticKind {
  static let duplicateTaskName = DiagnosticKind(
    code: "SL108", name: "duplicate-task-name", severity: .error,
    explanation: """
      Two tasks have one name, so `upstream['name']` could mean either. Folders do not matter: the
      sources `a/plot.py` and `b/plot.py` are both named `plot`.

      Give one of them a `name`:

      ```yaml
      - source: b/plot.py
        name: plot-b
        product: output/b.html
      ```
      """)
}

extension Rule {
  static let duplicateTaskName = Rule(kind: .duplicateTaskName) { analysis, found in
    var first: [TaskName: SourceRange] = [:]
    for task in analysis.tasks {
      guard let other = first[task.spec.name] else {
        first[task.spec.name] = task.spec.nameRange
        continue
      }
      let isOneGrid = other == task.spec.nameRange
      found.append(
        Diagnostic(
          kind: .duplicateTaskName, range: task.spec.nameRange,
          message: isOneGrid
            ? "several tasks of the grid are named '\(task.spec.name.text)'"
            : "a second task is named '\(task.spec.name.text)'",
          related: isOneGrid
            ? []
            : [.init(range: other, message: "the first '\(task.spec.name.text)' is here")],
          help: isOneGrid
            ? "put every parameter that varies into the name, as `[[parameter]]`"
            : "give one of them another `name`",
          task: task.spec.name))
    }
  }
}
