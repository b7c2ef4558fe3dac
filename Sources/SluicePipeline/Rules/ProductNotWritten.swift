import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let productNotWritten = DiagnosticKind(
    code: "SL267", name: "product-not-written", severity: .warning,
    explanation: """
      The code of a task neither reads its `product` nor names the file anywhere, so it does not know
      where to write. Ploomber looks for the product when the task has run, and fails if there is none.

      ```python
      def clean(product, upstream):
          frame = pd.read_csv(upstream['get'])
          frame.dropna()                          # and then? frame.to_csv(product)
      ```

      Write to the path that `product` holds. A notebook's own output is written by Ploomber; only its
      other products are looked for.
      """)
}

extension Rule {
  static let productNotWritten = Rule(kind: .productNotWritten) { analysis, found in
    for task in analysis.tasks {
      let products = writtenByCode(task.spec)
      guard let file = task.source.file, !products.isEmpty,
        task.spec.serializer == nil, analysis.spec.serializer == nil,
        neverMentionsProduct(task, file, analysis)
      else { continue }
      let bytes = analysis.sources.files[file].bytes
      // A name of its own in the code: it may be written by that.
      let isNamed = products.contains { name in
        bytes.firstRange(of: Array(name.utf8)) != nil
      }
      guard !isNamed else { continue }
      let range: SourceRange
      if case .function(.found(_, let function)) = task.source {
        range = function.parameters.first { $0.name == "product" }?.range ?? function.nameRange
      } else {
        range = task.spec.productRanges.last ?? task.spec.nameRange
      }
      found.append(
        Diagnostic(
          kind: .productNotWritten, range: range,
          message: "'\(task.spec.name.text)' never uses 'product', which says where to write",
          help: "write the result to `product`", task: task.spec.name))
    }
  }

  /// The last words of the products that Ploomber does not write itself.
  private static func writtenByCode(_ task: TaskSpec) -> [String] {
    let products: [TaskNode.Product]
    switch (task.taskClass, task.products) {
    case (.pythonCallable, _): products = task.products.all
    case (.notebookRunner, .several(let named)):
      products = named.filter { !task.notebook.keys.contains($0.key) }.map(\.product)
    default: products = []
    }
    return products.map { product in
      switch product {
      case .file(let path): Path.name(of: path)
      case .relation(let parts): parts.dropLast().last ?? ""
      }
    }
  }

  private static func neverMentionsProduct(
    _ task: ReadTask, _ file: Int, _ analysis: Analysis
  ) -> Bool {
    switch task.source {
    case .function:
      guard !analysis.code.imports(file).isEmpty,
        let body = FunctionBody(task, analysis.code)
      else { return false }
      return body.function.parameters.contains { $0.name == "product" }
        && !body.words.contains("product")
    case .script:
      let imports = analysis.code.imports(file)
      // Code that imports nothing is hardly there yet.
      guard !imports.isEmpty, !imports.contains(where: { $0.name == "*" }) else { return false }
      // In the parameters cell it is only declared.
      return analysis.code.script(file).map { $0.isSound && $0.hidesNothing } ?? true
    case .template, .failed, .notRead: return false
    }
  }
}
