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
    let isRelation = productClass(of: declaration, meta)?.isRelation
    guard let entries = node.mapping else {
      guard let product = product(node, isRelation: isRelation, declaration) else { return nil }
      checkNotebook(product, "", node.range, declaration)
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
      checkNotebooks(products, entries, node, declaration)
    } else if declaration.taskClass == .sqlDump, !declaration.namesHandler {
      report(
        .productShape, node.range.firstByte,
        "a query is dumped into one product, and '\(declaration.taskName.text)' declares a mapping",
        help: "write one path: `product: output/\(declaration.defaultName).csv`",
        task: declaration.taskName)
    }
    return products.isEmpty ? nil : ProductDeclaration(isMapping: true, entries: products)
  }

  private mutating func checkNotebooks(
    _ products: [(key: String, product: ProductDeclaration.Declared, range: SourceRange)],
    _ entries: [Node.Entry], _ node: Node, _ declaration: TaskDeclaration
  ) {
    let notebook = declaration.notebook
    for key in notebook.keys {
      if let product = products.last(where: { $0.key == key }) {
        checkNotebook(product.product, key, product.range, declaration)
      } else if !entries.contains(where: { $0.key.scalar?.text == key }) {
        report(
          .productShape, node.range.firstByte,
          "the products of '\(declaration.taskName.text)' lack the key '\(key)'",
          help:
            "add `\(key): output/\(declaration.defaultName).html` for the notebook that is run",
          task: declaration.taskName)
      }
    }
    guard notebook.isList else { return }
    for product in products where !notebook.keys.contains(product.key) {
      guard case .path(let path) = product.product,
        SpecReader.notebookSuffixes.contains(Path.suffix(of: path))
      else { continue }
      report(
        .productShape, product.range, "'nb_product_key' does not list '\(product.key)', a notebook",
        help: "add '\(product.key)' to it, or give the file another suffix",
        task: declaration.taskName)
    }
  }

  /// A notebook is written in the format that its suffix names.
  private mutating func checkNotebook(
    _ product: ProductDeclaration.Declared, _ key: String, _ range: SourceRange,
    _ declaration: TaskDeclaration
  ) {
    guard declaration.taskClass == .notebookRunner, declaration.notebook.isDecidedBySuffix(key),
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
        ?? (suffix.isEmpty
          ? "write '\(path).html', or another of \(SpecReader.notebookSuffixes.joined(separator: ", "))"
          : "name the notebook under 'nb' and this file under a key of its own: "
            + "`{nb: output/\(declaration.defaultName).html, data: \(path)}`"),
      task: task)
  }

  private static let notebookSuffixes = [".html", ".ipynb", ".md", ".pdf", ".rst", ".tex"]

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
    guard let text = node.string, !text.isEmpty else {
      report(
        .productShape, node.range,
        "the product of '\(task.text)' is \(node.string == "" ? "empty" : node.kindWords), not a path",
        help: "name the file that the task writes", task: task)
      return nil
    }
    if isRelation ?? false {
      report(
        .productShape, node.range, "the product of '\(task.text)' is a text, not a relation",
        help: "write `[name, table]` or `[schema, name, view]`", task: task)
      return nil
    }
    return .path(text)
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
      guard let part = element.string else {
        report(
          .productShape, element.range, "a relation's part is \(element.kindWords), not a text",
          help: "write `[name, table]` or `[schema, name, view]`",
          task: task)
        return nil
      }
      parts.append(part)
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
