import SluiceCore

extension DiagnosticKind {
  static let relationNameLength = DiagnosticKind(
    code: "SL314", name: "relation-name-length", severity: .error,
    explanation: """
      The name of a relation has more than 63 characters, which is PostgreSQL's limit, and Ploomber
      refuses it for every database. In a grid, the task's index and values are part of the name.

      ```yaml
      - source: sql/users.sql
        product: [users, table]
      ```
      """)
}

extension Rule {
  static let relationNameLength = Rule(kind: .relationNameLength) { analysis, found in
    for task in analysis.tasks {
      for case (.relation(let parts), let range) in zip(
        task.spec.products.all, task.spec.productRanges)
      {
        guard let name = parts.dropLast().last else { continue }
        let count = name.unicodeScalars.count
        guard count > 63 else { continue }
        found.append(
          Diagnostic(
            kind: .relationNameLength, range: range,
            message: "the relation's name has \(count) characters, and may have 63",
            help: "shorten it", task: task.spec.name))
      }
    }
  }
}
