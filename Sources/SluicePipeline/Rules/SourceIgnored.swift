import SluiceCore

extension DiagnosticKind {
  static let sourceIgnored = DiagnosticKind(
    code: "SL402", name: "source-ignored", severity: .warning,
    explanation: """
      An ignore rule hides the task's code from git: nobody else's checkout has it, neither CI nor a
      pod that is given what git knows.

      ```sh
      git check-ignore -v tasks/fit.py      # names the rule: .gitignore:3:tasks/
      git add -f tasks/fit.py               # or keep the rule, and track this one file
      ```
      """)
}

extension Rule {
  static let sourceIgnored = Rule(kind: .sourceIgnored) { analysis, found in
    guard let repository = analysis.repository else { return }
    var reported: Set<String> = []
    for task in analysis.tasks {
      guard let file = task.source.file else { continue }
      let path = analysis.sources.files[file].path
      guard repository.ignored.contains(path), reported.insert(path).inserted else { continue }
      found.append(
        Diagnostic(
          kind: .sourceIgnored, range: task.spec.sourceRange, message: "git ignores '\(path)'",
          help: "see `git check-ignore -v \(shellQuoted(path))`, and correct the rule",
          task: task.spec.name))
    }
  }
}
