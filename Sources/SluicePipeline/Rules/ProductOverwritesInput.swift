import SluiceCore

extension DiagnosticKind {
  static let productOverwritesInput = DiagnosticKind(
    code: "SL311", name: "product-overwrites-input", severity: .warning,
    explanation: """
      A product is a file that the project is made of: a task's source, a module, the specification,
      `env.yaml` or a resource. Running the task overwrites it, and Ploomber does not warn.

      ```yaml
      - source: fit.ipynb
        product: fit.ipynb             # output/fit.ipynb
      ```
      """)
}

extension Rule {
  static let productOverwritesInput = Rule(kind: .productOverwritesInput) { analysis, found in
    let resources = Set(analysis.spec.resources.map(\.path))
    for product in analysis.products.local {
      let file = analysis.sources.position(of: product.path)
      let isSource =
        file.map { $0 == 0 || !analysis.sources.files[$0].isEmpty }
        ?? resources.contains(product.path)
      guard isSource else { continue }
      found.append(
        Diagnostic(
          kind: .productOverwritesInput, range: product.range,
          message: "the product '\(product.path)' is a file that the project is made of",
          help: "write it somewhere else: `output/\(Path.name(of: product.path))`",
          task: analysis.name(product)))
    }
  }
}
