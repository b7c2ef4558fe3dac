import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let sqlProduct = DiagnosticKind(
    code: "SL240", name: "sql-product", severity: .warning,
    explanation: """
      A SQL script leaves other tables or views behind than its task declares as products: none at all,
      more, fewer, or one of another name or kind. Tasks that read the product find nothing, or
      something old.

      ```sql
      -- product: [users, table]
      CREATE VIEW {{product}} AS SELECT * FROM accounts;     -- a view
      ```

      Make what is declared, or declare what is made. What the script drops again, and temporary tables,
      do not count. Where statements of Jinja decide what is made, nothing is said.
      """)
}

extension Rule {
  static let sqlProduct = Rule(kind: .sqlProduct) { analysis, found in
    for task in analysis.tasks {
      guard task.spec.taskClass == .sqlScript, case .template(let file, let scan) = task.source,
        !scan.diagnostics.contains(where: { $0.kind.severity == .error })
      else { continue }
      let declared = task.spec.products.relations
      guard !declared.isEmpty, !scan.sql.isUncertain else { continue }
      let created = scan.sql.created.filter { !$0.isTemporary }
      let made = created.map { MadeRelation($0, of: task.spec.products) }
      // A name that is computed may be any.
      guard made.allSatisfy({ $0.relation != nil }) else { continue }
      func report(_ range: Range<Int>, _ message: String, help: String) {
        found.append(
          Diagnostic(
            kind: .sqlProduct, range: SourceRange(file: file, bytes: range), message: message,
            related: task.spec.productRanges.map {
              .init(range: $0, message: "the product is declared here")
            }, help: help, task: task.spec.name))
      }
      let names = declared.map { "'\($0.words)'" }.joined(separator: ", ")
      if made.isEmpty {
        report(
          0..<0, "'\(task.spec.source.words)' makes no table or view, but declares \(names)",
          help: "write `CREATE \(declared[0].isView ? "VIEW" : "TABLE") {{product}} AS …`")
      } else if let other = made.first(where: { made in
        !declared.contains { $0.isSame(as: made.relation) }
      }) {
        let kind = other.relation?.isView ?? false ? "view" : "table"
        let same = declared.first { $0.isNamed(as: other.relation) }
        report(
          other.range,
          same == nil
            ? "the \(kind) '\(other.relation?.words ?? "")' is made, but not declared as a product"
            : "'\(same?.words ?? "")' is made as a \(kind), but declared as a "
              + "\(same?.isView ?? false ? "view" : "table")",
          help: same == nil
            ? "declare it under 'product', or make it a temporary table"
            : "write 'CREATE \(same?.isView ?? false ? "VIEW" : "TABLE")', "
              + "or declare it as '\(kind)'")
      } else if let missing = declared.first(where: { declared in
        !made.contains { declared.isSame(as: $0.relation) }
      }) {
        report(
          0..<0, "'\(task.spec.source.words)' does not make the product '\(missing.words)'",
          help: "make it, or take it out of 'product'")
      }
    }
  }
}

/// A table or view by its names.
struct RelationName: Hashable {
  /// Lower case, unless quotes kept the case.
  var schema: String?
  var name: String
  var isView: Bool

  var words: String { schema.map { "\($0).\(name)" } ?? name }

  /// A relation of a product: `[name, kind]` or `[schema, name, kind]`.
  init?(_ parts: [String]) {
    guard (2...3).contains(parts.count) else { return nil }
    schema = parts.count == 3 ? RelationName.folded(parts[0]) : nil
    name = RelationName.folded(parts[parts.count - 2])
    isView = parts[parts.count - 1] == "view"
  }

  init(schema: String?, name: String, isView: Bool) {
    self.schema = schema
    self.name = name
    self.isView = isView
  }

  /// Double quotes keep the case, as in PostgreSQL.
  private static func folded(_ text: String) -> String {
    text.utf8.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text.lowercased()
  }

  func isNamed(as other: RelationName?) -> Bool {
    guard let other, other.name.lowercased() == name.lowercased() else { return false }
    return schema == nil || other.schema == nil
      || schema?.lowercased() == other.schema?.lowercased()
  }

  func isSame(as other: RelationName?) -> Bool { isNamed(as: other) && other?.isView == isView }
}

extension TaskNode.Products {
  /// The relations among the products, in declared order.
  var relations: [RelationName] {
    switch self {
    case .none: []
    case .one(.relation(let parts)): RelationName(parts).map { [$0] } ?? []
    case .one(.file): []
    case .several(let named):
      named.compactMap { entry in
        if case .relation(let parts) = entry.product { RelationName(parts) } else { nil }
      }
    }
  }

  /// The relation that a template's `product…` stands for; `nil` where that is none of them.
  fileprivate func relation(placeholder: String) -> RelationName? {
    switch self {
    case .one(.relation(let parts)): return placeholder == "product" ? RelationName(parts) : nil
    case .several(let named):
      let keyed = named.first { entry in
        let key = entry.key
        return ["product['\(key)']", "product[\"\(key)\"]", "product.\(key)"].contains(placeholder)
      }
      if case .relation(let parts)? = keyed?.product { return RelationName(parts) }
      return nil
    case .none, .one(.file): return nil
    }
  }
}

/// What a statement makes, by its name.
private struct MadeRelation {
  /// `nil` where the name is computed.
  var relation: RelationName?
  var range: Range<Int>

  init(_ created: SQLScript.Created, of products: TaskNode.Products) {
    range = created.name.range
    let isView = created.kind == .view
    let parts = created.name.parts
    switch created.name.last {
    case .name(let name):
      var schema: String?
      if parts.count > 1, case .name(let text) = parts[parts.count - 2] { schema = text }
      let isPlain = parts.allSatisfy { if case .name = $0 { true } else { false } }
      relation = isPlain ? RelationName(schema: schema, name: name, isView: isView) : nil
    case .placeholder(let text):
      let known =
        products.relation(placeholder: text)
        ?? (text.hasSuffix(".name")
          ? products.relation(placeholder: String(text.dropLast(5))) : nil)
      relation = known.map { RelationName(schema: $0.schema, name: $0.name, isView: isView) }
    }
  }
}
