import SluiceCore
import SluiceYAML

/// A task's products as declared, before a grid's index goes into them.
struct ProductDeclaration {
  /// Whether the declaration is a mapping; else `entries` holds one product with an empty key.
  var isMapping: Bool
  var entries: [(key: String, product: Declared, range: SourceRange)]

  enum Declared {
    /// A path as written.
    case path(String)
    case relation([String])
  }
}

extension SpecReader {
  /// The products of a task; `nil` where nothing usable is declared (reported).
  mutating func products(
    of declaration: TaskDeclaration, _ meta: MetaSpec
  ) -> ProductDeclaration? {
    guard let node = declaration.product, !node.isNull else {
      if !meta.extractProduct, !declaration.hasMisspeltProduct {
        report(
          .missingProduct, declaration.product?.range ?? declaration.source.range,
          "task '\(declaration.taskName.text)' has no 'product'",
          help: "add `product:` with the path of the file that it writes",
          task: declaration.taskName)
      }
      return nil
    }
    if meta.extractProduct {
      if node.isTruthy {
        report(
          .productShape, node.range, "'product' stands beside 'extract_product: true'",
          help: "take it out, or take 'extract_product' out of 'meta'", task: declaration.taskName)
      }
      return nil
    }
    let isRelation = isRelation(declaration, meta)
    guard let entries = node.mapping else {
      guard let product = product(node, isRelation: isRelation, declaration) else { return nil }
      checkNotebook(product, node.range, declaration)
      return ProductDeclaration(isMapping: false, entries: [("", product, node.range)])
    }
    var products: [(key: String, product: ProductDeclaration.Declared, range: SourceRange)] = []
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'product'"),
        let product = product(entry.value, isRelation: isRelation, declaration)
      else { continue }
      products.append((key, product, entry.value.range))
    }
    products = lastOfEach(products, \.key)
    if entries.isEmpty {
      report(
        .missingProduct, node.range, "task '\(declaration.taskName.text)' declares no product",
        help: "name the file that it writes", task: declaration.taskName)
    } else if declaration.taskClass == .notebookRunner {
      for key in declaration.notebookKeys {
        if let notebook = products.last(where: { $0.key == key }) {
          checkNotebook(notebook.product, notebook.range, declaration)
        } else if !entries.contains(where: { $0.key.scalar?.text == key }) {
          report(
            .productShape, node.range.firstByte,
            "the products of '\(declaration.taskName.text)' lack the key '\(key)'",
            help:
              "add `\(key): output/\(declaration.defaultName).html` for the notebook that is run",
            task: declaration.taskName)
        }
      }
    }
    return products.isEmpty ? nil : ProductDeclaration(isMapping: true, entries: products)
  }

  /// A notebook is written in the format that its suffix names.
  private mutating func checkNotebook(
    _ product: ProductDeclaration.Declared, _ range: SourceRange, _ declaration: TaskDeclaration
  ) {
    guard declaration.taskClass == .notebookRunner, !declaration.hasExporter,
      case .path(let path) = product
    else { return }
    let suffix = Path.suffix(of: path)
    guard !SpecReader.notebookSuffixes.contains(suffix) else { return }
    let task = declaration.taskName
    report(
      .productShape, range,
      suffix.isEmpty
        ? "the notebook '\(path)' has no suffix that says its format"
        : "a notebook cannot be written as '\(suffix)'",
      help: nearest(to: suffix, among: SpecReader.notebookSuffixes).map { "did you mean '\($0)'?" }
        ?? "name the notebook under 'nb' and this file under a key of its own: "
        + "`{nb: output/\(declaration.defaultName).html, data: \(path)}`", task: task)
  }

  private static let notebookSuffixes = [".html", ".ipynb", ".md", ".pdf", ".rst", ".tex"]

  private func isRelation(_ declaration: TaskDeclaration, _ meta: MetaSpec) -> Bool? {
    if let named = declaration.productClass { return named.isRelation }
    guard let taskClass = declaration.taskClass else { return nil }
    let productClass = meta.productClasses[taskClass] ?? taskClass.defaultProductClass
    return productClass?.isRelation
  }

  /// One product. Without a known class, the shape alone decides.
  private mutating func product(
    _ node: Node, isRelation: Bool?, _ declaration: TaskDeclaration
  ) -> ProductDeclaration.Declared? {
    let task = declaration.taskName
    if let elements = node.sequence {
      guard isRelation ?? true else {
        report(
          .productShape, node.range, "a list is not a file: '\(task.text)' needs a path",
          help: "write several products as a mapping: `{data: data.csv, model: model.pickle}`",
          task: task)
        return nil
      }
      return relation(elements, node, task)
    }
    guard case .scalar(let scalar) = node.value, scalar.resolved == .string, !scalar.text.isEmpty,
      case .string = ParameterValue(node)
    else {
      let words = node.string.map {
        $0.isEmpty ? "empty" : "the value \(ParameterValue(node).pythonText)"
      }
      report(
        .productShape, node.range,
        "the product of '\(task.text)' is \(words ?? node.kindWords), not a path",
        help: "name the file that the task writes", task: task)
      return nil
    }
    if isRelation ?? false {
      report(
        .productShape, node.range, "the product of '\(task.text)' is a text, not a relation",
        help: "write `[name, table]` or `[schema, name, view]`", task: task)
      return nil
    }
    return .path(scalar.text)
  }

  private mutating func relation(
    _ elements: [Node], _ node: Node, _ task: TaskName
  ) -> ProductDeclaration.Declared? {
    guard (2...3).contains(elements.count) else {
      report(
        .productShape, node.range,
        "a relation has two or three parts, not \(elements.count)",
        help: "write `[name, table]` or `[schema, name, view]`", task: task)
      return nil
    }
    var parts: [String] = []
    for (index, element) in elements.enumerated() {
      let isSchema = elements.count == 3 && index == 0
      // Ploomber takes an empty schema for none.
      if isSchema, element.isNull || element.string == "" { continue }
      guard case .scalar = element.value, !element.isNull else {
        report(
          .productShape, element.range, "a relation's part is \(element.kindWords), not a text",
          help: "write `[name, table]` or `[schema, name, view]`",
          task: task)
        return nil
      }
      parts.append(ParameterValue(element).pythonText)
    }
    if let kind = parts.last, kind != "table", kind != "view", let last = elements.last {
      report(
        .productShape, last.range, "a relation's kind is 'table' or 'view', not '\(kind)'",
        help: kind.lowercased() == "table" || kind.lowercased() == "view"
          ? "write it in lower case" : "write `[name, table]` or `[schema, name, view]`",
        task: task)
      return nil
    }
    return .relation(parts)
  }
}
