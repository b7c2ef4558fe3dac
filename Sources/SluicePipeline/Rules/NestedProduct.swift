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
    let products = fileProducts(of: analysis)
    var first: [String: FileProduct] = [:]
    for product in products where first[product.path] == nil { first[product.path] = product }
    for product in products {
      var folder = Path.directory(of: product.path)
      // A path has few parts; each step is one look.
      while folder != ".", folder != "/", folder != ".." {
        // A task may name what it puts into its own folder.
        if let outer = first[folder], outer.task != product.task {
          found.append(
            Diagnostic(
              kind: .nestedProduct, range: product.range,
              message: "'\(product.path)' lies inside the product '\(folder)'",
              related: [
                .init(range: outer.range, message: "'\(outer.task.text)' writes the folder")
              ], help: "write it somewhere else", task: product.task))
          break
        }
        folder = Path.directory(of: folder)
      }
    }
  }
}

/// A product that is a file of this machine.
struct FileProduct {
  var path: String
  var range: SourceRange
  var task: TaskName
}

/// All of them, in declared order; what is no path is left out.
func fileProducts(of analysis: Analysis) -> [FileProduct] {
  var found: [FileProduct] = []
  for task in analysis.tasks where task.spec.productClass != .genericProduct {
    for case (.file(let path), let range) in zip(task.spec.products.all, task.spec.productRanges) {
      found.append(FileProduct(path: path, range: range, task: task.spec.name))
    }
  }
  return found
}
