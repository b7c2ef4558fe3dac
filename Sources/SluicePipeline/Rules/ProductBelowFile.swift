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
    let made = Set(productPaths(of: analysis))
    for task in analysis.tasks {
      for (product, range) in zip(task.spec.products.all, task.spec.productRanges) {
        guard case .file(let path) = product, let file = analysis.facts.filesAbove[path],
          !made.contains(file)
        else { continue }
        found.append(
          Diagnostic(
            kind: .productBelowFile, range: range,
            message: "the product '\(path)' cannot lie below '\(file)', which is a file",
            help: "remove the file, or write the product somewhere else", task: task.spec.name))
      }
    }
  }
}
