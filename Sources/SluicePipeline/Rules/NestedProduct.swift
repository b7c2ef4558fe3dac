import SluiceCore

extension DiagnosticKind {
  static let nestedProduct = DiagnosticKind(
    code: "SL310", name: "nested-product", severity: .warning,
    explanation: """
      One task's product is a folder in which another task's product lies. The first task may delete
      or rewrite what the second made, and Ploomber takes the folder for up to date as soon as
      anything is in it.

      ```yaml
      - source: tasks.download
        product: data
      - source: tasks.clean
        product: data/clean.csv        # write it beside the folder
      ```
      """)
}

extension Rule {
  static let nestedProduct = Rule(kind: .nestedProduct) { analysis, found in
    // A path that could be read in part only is not the whole path.
    guard analysis.spec.unread.isEmpty else { return }
    for product in analysis.products.local {
      var folder = Path.directory(of: product.path)
      // A path has few parts; each step is one look.
      while folder != ".", folder != "/", folder != ".." {
        // A task may name what it puts into its own folder.
        if let outer = analysis.products.firstLocal(folder),
          analysis.name(outer) != analysis.name(product)
        {
          found.append(
            Diagnostic(
              kind: .nestedProduct, range: product.range,
              message: "'\(product.path)' lies inside the product '\(folder)'",
              related: [
                .init(
                  range: outer.range, message: "'\(analysis.name(outer).text)' writes the folder")
              ], help: "write it somewhere else", task: analysis.name(product)))
          break
        }
        folder = Path.directory(of: folder)
      }
    }
  }
}
