import SluiceCore

extension DiagnosticKind {
  static let productBelowFile = DiagnosticKind(
    code: "SL317", name: "product-below-file", severity: .warning,
    explanation: """
      A product shall lie in a folder, and there is a file of that name. Ploomber makes the folders of
      products before a task runs, and cannot make this one: the task fails.

      ```yaml
      - source: tasks.clean
        product: output/clean.csv      # output is a file
      ```

      Remove the file, or write the product somewhere else.
      """)
}

extension Rule {
  static let productBelowFile = Rule(kind: .productBelowFile) { analysis, found in
    // Inside of another product is another finding.
    for product in analysis.products.all {
      guard let file = analysis.facts.filesAbove[product.path],
        analysis.products.first(file) == nil
      else { continue }
      found.append(
        Diagnostic(
          kind: .productBelowFile, range: product.range,
          message: "the product '\(product.path)' cannot lie below '\(file)', which is a file",
          help: "remove the file, or write the product somewhere else",
          task: analysis.name(product)))
    }
  }
}
