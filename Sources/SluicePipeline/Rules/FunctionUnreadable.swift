import SluiceCore

extension DiagnosticKind {
  static let functionUnreadable = DiagnosticKind(
    code: "SL222", name: "function-unreadable", severity: .warning,
    explanation: """
      The dotted path leads to a name whose code cannot be read here: it is imported from a module
      outside the project, or bound to something else than a `def` (a class, a lambda, the result of
      a call). It may well run; which tasks it reads from cannot be decided statically.

      ```python
      from their_library import load      # code of another project
      clean = functools.partial(load, dropna=True)
      ```

      Define the task with `def` in a module of the project.
      """)
}

extension Rule {
  static let functionUnreadable = Rule(kind: .functionUnreadable) { analysis, found in
    for task in analysis.tasks {
      let (place, words): (SourceRange, String)
      switch task.source {
      case .function(.outside(let range)):
        (place, words) = (range, "it is imported from outside the project here")
      case .function(.notADefinition(let range)):
        (place, words) = (range, "it is bound here")
      case .function, .script, .template, .failed, .notRead: continue
      }
      found.append(
        Diagnostic(
          kind: .functionUnreadable, range: task.spec.sourceRange,
          message: "the upstream of '\(task.spec.source.words)' cannot be decided statically",
          related: [.init(range: place, message: words)],
          help: "define it with `def` in a module of the project", task: task.spec.name))
    }
  }
}
