import SluiceCore

extension DiagnosticKind {
  static let productCase = DiagnosticKind(
    code: "SL313", name: "product-case", severity: .warning,
    explanation: """
      Two products differ in upper and lower case alone. On macOS and Windows they are one file, and
      whichever task runs last overwrites what the other made.

      ```yaml
      - source: tasks.load
        product: output/Data.csv
      - source: tasks.clean
        product: output/data.csv
      ```
      """)
}

extension Rule {
  static let productCase = Rule(kind: .productCase) { analysis, found in
    // Names without capitals differ in more than case.
    guard analysis.products.local.contains(where: { mayHaveCapitals($0.path) }) else { return }
    var first: [String: FileProducts.Entry] = [:]
    for product in analysis.products.local {
      let folded = product.path.lowercased()
      guard let other = first[folded] else {
        first[folded] = product
        continue
      }
      guard other.path != product.path else { continue }
      found.append(
        Diagnostic(
          kind: .productCase, range: product.range,
          message: "'\(product.path)' and '\(other.path)' are one file where case does not count",
          related: other.range == product.range
            ? [] : [.init(range: other.range, message: "'\(other.path)' is declared here")],
          help: "give one of them another name", task: analysis.name(product)))
    }
  }

  private static func mayHaveCapitals(_ path: String) -> Bool {
    path.utf8.contains { $0 >= 0x80 || 0x41...0x5A ~= $0 }
  }
}
