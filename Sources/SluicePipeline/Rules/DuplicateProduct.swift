import SluiceCore

extension DiagnosticKind {
  static let duplicateProduct = DiagnosticKind(
    code: "SL303", name: "duplicate-product", severity: .error,
    explanation: """
      Two products are one file, or one relation of a database: whichever task runs last overwrites
      what the other one made, and on a cluster the two may run at the same moment.

      ```yaml
      - source: tasks.load
        product: output/data.csv
      - source: tasks.clean
        product: ./output/data.csv     # the same file
      ```

      Files are compared by their resolved path, relations by schema, name and kind. Give each task a
      product of its own.
      """)
}

extension Rule {
  static let duplicateProduct = Rule(kind: .duplicateProduct) { analysis, found in
    for product in analysis.products.all {
      guard let other = analysis.products.first(product.path),
        (other.task, other.index) != (product.task, product.index)
      else { continue }
      found.append(
        duplicate(
          .file(product.path), analysis.name(product), product.range, of: analysis.name(other),
          other.range))
    }
    var relations: [[String]: (name: TaskName, range: SourceRange)] = [:]
    for task in analysis.tasks.lazy.map(\.spec) {
      for (product, range) in zip(task.products.all, task.productRanges) {
        guard case .relation(let parts) = product else { continue }
        if let other = relations[parts] {
          found.append(duplicate(product, task.name, range, of: other.name, other.range))
        } else {
          relations[parts] = (task.name, range)
        }
      }
    }
  }

  private static func duplicate(
    _ product: TaskNode.Product, _ name: TaskName, _ range: SourceRange, of other: TaskName,
    _ otherRange: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      kind: .duplicateProduct, range: range,
      message: name == other
        ? "'\(name.text)' declares \(product.words) twice"
        : "'\(name.text)' and '\(other.text)' both write \(product.words)",
      related: otherRange == range
        ? [] : [.init(range: otherRange, message: "the same product is declared here")],
      help: "give each a product of its own", task: name)
  }
}

extension TaskNode.Products {
  /// In declared order.
  package var all: [TaskNode.Product] {
    switch self {
    case .none: []
    case .one(let product): [product]
    case .several(let named): named.map(\.product)
    }
  }
}

extension TaskNode.Product {
  var words: String {
    switch self {
    case .file(let path): "'\(path)'"
    case .relation(let parts):
      "the \(parts.last ?? "") '\(parts.dropLast().joined(separator: "."))'"
    }
  }
}
