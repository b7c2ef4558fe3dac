import SluiceCore

extension DiagnosticKind {
  static let productTracked = DiagnosticKind(
    code: "SL403", name: "product-tracked", severity: .warning,
    explanation: """
      git tracks the product of a task. Every run changes the file, so the working tree is never clean;
      and a checkout brings an old result along, which the tasks behind it read, wherever nobody made a
      new one.

      ```sh
      git rm --cached output/clean.csv
      echo output/ >> .gitignore
      ```

      Take the file out of git. Where a result is meant to be kept there, such as a published report,
      `# sluice: ignore[product-tracked] because …` beside the product says so.
      """)
}

extension Rule {
  static let productTracked = Rule(kind: .productTracked) { analysis, found in
    guard let repository = analysis.repository, !repository.tracked.isEmpty else { return }
    let sources = Set(
      analysis.tasks.compactMap(\.source.file).map { analysis.sources.files[$0].path })
    // A product that is a source, too, is another finding.
    for product in analysis.products.all
    where repository.tracked.contains(product.path) && !sources.contains(product.path) {
      found.append(
        Diagnostic(
          kind: .productTracked, range: product.range,
          message: "git tracks the product '\(product.path)'",
          help: "take it out: `git rm --cached \(shellQuoted(product.path))`, and ignore it",
          task: analysis.name(product)))
    }
  }
}
