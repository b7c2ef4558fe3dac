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

      Write below the project's folder. A folder that all machines share can be linked into it. Products
      below a volume that a target of `sluice.yaml` or `soopervisor.yaml` mounts are right.
      """)
}

extension Rule {
  static let productOutside = Rule(kind: .productOutside) { analysis, found in
    // Where the project is part of an image, below its folder is no better place.
    let targets = analysis.configuration.targets
    let isInImage = !targets.isEmpty && targets.allSatisfy { $0.data == .project }
    let mounts = targets.flatMap(\.mountPaths).map { $0 + "/" }
    for product in analysis.products.local
    where product.path.hasPrefix("/") || product.path.hasPrefix("../") || product.path == ".." {
      if isInImage, product.path.hasPrefix("/") { continue }
      if mounts.contains(where: { product.path.hasPrefix($0) }) { continue }
      found.append(
        Diagnostic(
          kind: .productOutside, range: product.range,
          message: "the product '\(product.path)' lies outside the project",
          help: "write it below the project's folder: `output/\(Path.name(of: product.path))`",
          task: analysis.name(product)))
    }
  }
}
