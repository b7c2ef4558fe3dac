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
    for task in analysis.tasks {
      for (product, range) in zip(task.spec.products.all, task.spec.productRanges) {
        guard case .file(let path) = product, repository.tracked.contains(path),
          // A product that is a source, too, is another finding.
          !sources.contains(path)
        else { continue }
        found.append(
          Diagnostic(
            kind: .productTracked, range: range, message: "git tracks the product '\(path)'",
            help: "take it out: `git rm --cached \(shellQuoted(path))`, and ignore it",
            task: task.spec.name))
      }
    }
  }
}

/// The files that the tasks write, relative to the root, in declared order.
func productPaths(of analysis: Analysis) -> [String] {
  analysis.tasks.flatMap { task in
    task.spec.products.all.compactMap { product in
      if case .file(let path) = product { path } else { nil }
    }
  }
}
