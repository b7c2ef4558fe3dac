import SluiceCore

extension DiagnosticKind {
  static let sourceUntracked = DiagnosticKind(
    code: "SL401", name: "source-untracked", severity: .warning,
    explanation: """
      The task's code lies here and git does not track it: nobody else's checkout has it, neither CI
      nor a pod that is given what git knows.

      ```sh
      git add tasks/fit.py
      ```
      """)
}

extension Rule {
  static let sourceUntracked = Rule(kind: .sourceUntracked) { analysis, found in
    guard let repository = analysis.repository else { return }
    var reported: Set<String> = []
    for task in analysis.tasks {
      guard let file = task.source.file else { continue }
      let path = analysis.sources.files[file].path
      guard repository.untracked.contains(path), reported.insert(path).inserted else { continue }
      found.append(
        Diagnostic(
          kind: .sourceUntracked, range: task.spec.sourceRange,
          message: "git does not track '\(path)'", help: "add it: `git add \(shellQuoted(path))`",
          task: task.spec.name))
    }
  }
}
