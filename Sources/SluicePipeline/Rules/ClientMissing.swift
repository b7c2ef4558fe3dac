import SluiceCore

extension DiagnosticKind {
  static let clientMissing = DiagnosticKind(
    code: "SL308", name: "client-missing", severity: .error,
    explanation: """
      Ploomber needs a client before any task runs, and none is named: to ask a database, or the
      storage of its metadata, for the state of a product (`SQLiteRelation`, `PostgresRelation`,
      `GenericSQLRelation`, `GenericProduct`), or to hand it to the hook of a SQL task.

      ```yaml
      clients:
        SQLScript: db.connect
        SQLiteRelation: db.connect     # the products have a client of their own
      tasks:
        - source: sql/users.sql
          product_class: SQLiteRelation
          product: [users, table]
      ```

      Name a function that returns the client under `clients`, or as the task's `client` or
      `product_client`.
      """)
}

extension Rule {
  static let clientMissing = Rule(kind: .clientMissing) { analysis, found in
    // What could not be read may name the client.
    guard analysis.spec.unread.isEmpty else { return }
    for task in analysis.tasks {
      func report(_ range: SourceRange, _ message: String, _ className: String, _ key: String) {
        found.append(
          Diagnostic(
            kind: .clientMissing, range: range, message: message,
            help: "add `clients: {\(className): module.function}`"
              + (task.spec.gridIndex == nil ? ", or a '\(key)' to the task" : ""),
            task: task.spec.name))
      }
      if let taskClass = task.spec.taskClass, taskClass.needsClient, !task.spec.hasClient,
        !analysis.spec.clients.contains(taskClass.rawValue), let hook = task.spec.hook
      {
        report(
          hook,
          "a hook of a '\(taskClass.rawValue)' task needs the task's client, and there is none",
          taskClass.rawValue, "client")
      }
      if let productClass = task.spec.productClass, productClass.needsClient,
        !task.spec.hasProductClient,
        !analysis.spec.clients.contains(productClass.rawValue),
        let place = task.spec.productRanges.first
      {
        report(
          place,
          "the product of '\(task.spec.name.text)' is a '\(productClass.rawValue)' without a client",
          productClass.rawValue, "product_client")
      }
    }
  }
}
