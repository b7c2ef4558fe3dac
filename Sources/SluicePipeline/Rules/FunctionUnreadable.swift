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
      var related: [Diagnostic.Related] = []
      switch task.source {
      case .function(.outside(let range)):
        related.append(
          .init(range: range, message: "it is imported from outside the project here"))
      case .function(.notADefinition(let range)):
        related.append(.init(range: range, message: "it is bound here"))
      case .function(let lookup) where analysis.packages.mayBring(task.spec.source.words, lookup):
        let entry = analysis.packages.entry(declaring: task.spec.source.words)
        related +=
          entry?.range.map { [.init(range: $0, message: "its package comes from here")] } ?? []
      case .function, .script, .template, .failed, .notRead: continue
      }
      found.append(
        Diagnostic(
          kind: .functionUnreadable, range: task.spec.sourceRange,
          message: "the upstream of '\(task.spec.source.words)' cannot be decided statically",
          related: related,
          help: "define it with `def` in a module of the project", task: task.spec.name))
    }
  }
}
