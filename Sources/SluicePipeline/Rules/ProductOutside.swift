import SluiceCore

extension DiagnosticKind {
  static let productOutside = DiagnosticKind(
    code: "SL312", name: "product-outside", severity: .warning,
    explanation: """
      The product lies outside the project's folder. Other machines, and the pods of a cluster, need
      not have that place, and the tasks that read the product do not find it there.

      ```yaml
      - source: tasks.load
        product: ../data/raw.csv       # output/raw.csv
      ```

      Write below the project's folder. A folder that all machines share can be linked into it.
      """)
}

extension Rule {
  static let productOutside = Rule(kind: .productOutside) { analysis, found in
    for product in fileProducts(of: analysis)
    where product.path.hasPrefix("/") || product.path.hasPrefix("../") || product.path == ".." {
      found.append(
        Diagnostic(
          kind: .productOutside, range: product.range,
          message: "the product '\(product.path)' lies outside the project",
          help: "write it below the project's folder: `output/\(Path.name(of: product.path))`",
          task: product.task))
    }
  }
}
