import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let literalRelation = DiagnosticKind(
    code: "SL241", name: "literal-relation", severity: .warning,
    explanation: """
      A query reads a table by its name, and another task makes that table. Ploomber does not see the
      dependency: the query may run before the table is there, and is not run again when it changes.

      ```sql
      SELECT * FROM clean                    -- made by the task 'clean'
      SELECT * FROM {{upstream['clean']}}    -- seen
      ```

      Write the placeholder instead of the name.
      """)
}

extension Rule {
  static let literalRelation = Rule(kind: .literalRelation) { analysis, found in
    var makers: [(relation: RelationName, task: Int)] = []
    for (position, task) in analysis.tasks.enumerated() {
      makers += task.spec.products.relations.map { ($0, position) }
    }
    guard !makers.isEmpty else { return }
    let byName = Dictionary(grouping: makers, by: \.relation.name)
    for (position, task) in analysis.tasks.enumerated() {
      guard case .template(let file, let scan) = task.source, let taskClass = task.spec.taskClass,
        [.sqlScript, .sqlDump, .sqlTransfer].contains(taskClass)
      else { continue }
      var known: Set<Int>?
      for name in scan.sql.reads {
        guard let relation = name.literal,
          let maker = byName[relation.name]?.first(where: { $0.relation.schema == relation.schema }
          ),
          maker.task != position
        else { continue }
        let before = known ?? analysis.graph.ancestors(of: position)
        known = before
        guard !before.contains(maker.task),
          !task.spec.products.relations.contains(where: { $0.isNamed(as: relation) })
        else { continue }
        let other = analysis.tasks[maker.task].spec
        let key = other.products.key(of: maker.relation)
        let placeholder = "{{upstream['\(other.name.text)']\(key.map { "['\($0)']" } ?? "")}}"
        found.append(
          Diagnostic(
            kind: .literalRelation, range: SourceRange(file: file, bytes: name.range),
            message: "'\(relation.words)' is made by the task '\(other.name.text)', "
              + "which is not among the upstream of '\(task.spec.name.text)'",
            label: "read by its name",
            related: [.init(range: other.nameRange, message: "this task makes it")],
            help: analysis.spec.meta.extractUpstream
              ? "write `\(placeholder)` in its place"
              : "add '\(other.name.text)' to the 'upstream' of '\(task.spec.name.text)', "
                + "and write `\(placeholder)`", task: task.spec.name))
      }
    }
  }
}

extension SQLScript.Name {
  /// The relation, where no part of the name is a placeholder.
  fileprivate var literal: RelationName? {
    var names: [String] = []
    for part in parts {
      guard case .name(let text) = part else { return nil }
      names.append(text)
    }
    guard let last = names.last else { return nil }
    return RelationName(
      schema: names.count > 1 ? names[names.count - 2] : nil, name: last, isView: false)
  }
}

extension PipelineGraph {
  /// Every task that `position` waits for, directly or behind others.
  fileprivate func ancestors(of position: Int) -> Set<Int> {
    var found: Set<Int> = []
    var open = [position]
    while let next = open.popLast() {
      for edge in upstream[next] where found.insert(edge.upstream).inserted {
        open.append(edge.upstream)
      }
    }
    return found
  }
}

extension TaskNode.Products {
  /// The key of a relation among several.
  fileprivate func key(of relation: RelationName) -> String? {
    guard case .several(let named) = self else { return nil }
    return named.first { entry in
      if case .relation(let parts) = entry.product {
        RelationName(parts) == relation
      } else {
        false
      }
    }?.key
  }
}
