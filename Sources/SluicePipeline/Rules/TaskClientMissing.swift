import SluiceCore

extension DiagnosticKind {
  static let taskClientMissing = DiagnosticKind(
    code: "SL309", name: "task-client-missing", severity: .warning,
    explanation: """
      A SQL task has no client: the pipeline loads, and the task fails when it runs.

      ```yaml
      clients:
        SQLScript: db.connect        # a function that returns a client
      tasks:
        - source: sql/users.sql
          product: [users, table]
      ```

      Name a function under `clients`, by the task's class, or as the task's own `client`.
      """)
}

extension Rule {
  static let taskClientMissing = Rule(kind: .taskClientMissing) { analysis, found in
    // What could not be read may name the client.
    guard analysis.spec.unread.isEmpty else { return }
    for (task, source) in analysis.tasks.map({ ($0.spec, $0.source) }) {
      // A task without a source has other worries, and a hook makes it an error of its own.
      if case .failed = source { continue }
      guard let taskClass = task.taskClass, taskClass.needsClient, !task.hasClient,
        !analysis.spec.clients.contains(taskClass.rawValue), task.hook == nil
      else { continue }
      found.append(
        Diagnostic(
          kind: .taskClientMissing, range: task.sourceRange,
          message: "'\(task.name.text)' has no client: it fails when it runs",
          help: "add `clients: {\(taskClass.rawValue): module.function}`"
            + (task.gridIndex == nil ? ", or a 'client' to the task" : ""), task: task.name))
    }
  }
}
