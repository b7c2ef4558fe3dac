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
    var first: [TaskNode.Product: (task: Int, range: SourceRange)] = [:]
    for (position, task) in analysis.tasks.enumerated() {
      for (product, range) in zip(task.spec.products.all, task.spec.productRanges) {
        guard let other = first[product] else {
          first[product] = (position, range)
          continue
        }
        let name = analysis.tasks[other.task].spec.name
        let isOneTask = name == task.spec.name
        found.append(
          Diagnostic(
            kind: .duplicateProduct, range: range,
            message: isOneTask
              ? "'\(task.spec.name.text)' declares \(product.words) twice"
              : "'\(task.spec.name.text)' and '\(name.text)' both write \(product.words)",
            related: other.range == range
              ? [] : [.init(range: other.range, message: "the same product is declared here")],
            help: "give each a product of its own", task: task.spec.name))
      }
    }
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
