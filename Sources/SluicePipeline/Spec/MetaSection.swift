import SluiceCore
import SluiceYAML

extension SpecReader {
  mutating func meta(_ node: Node) -> MetaSpec {
    var meta = MetaSpec()
    guard let entries = node.mapping else {
      if !node.isNull {
        report(
          .specShape, node.range, "'meta' is \(node.kindWords), not a mapping",
          help: "write `meta: {extract_upstream: true}`")
      }
      return meta
    }
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'meta'") else { continue }
      switch key {
      case "extract_upstream": meta.extractUpstream = entry.value.isTruthy
      case "extract_product": meta.extractProduct = entry.value.isTruthy
      case "product_relative_to_source":
        meta.productRelativeToSource = entry.value.isTruthy
        meta.relativeToSourceKey = entry.value.isTruthy ? entry.key.range : nil
      case "product_default_class": readProductClasses(entry.value, into: &meta)
      case "source_loader": meta.sourceLoader = sourceLoader(entry)
      // The analysis reads the file, and hands its tasks over.
      case "import_tasks_from": break
      case "jupyter_hot_reload", "jupyter_functions_as_notebooks": break
      default:
        unknownKey(entry, among: entries, of: "'meta'", known: SpecKeys.meta)
        // Without it no source of the project is found: the misspelt key is read as the one meant.
        if meta.sourceLoader == nil, nearest(to: key, among: SpecKeys.meta) == "source_loader" {
          meta.sourceLoader = sourceLoader(entry)
        }
      }
    }
    return meta
  }

  private mutating func readProductClasses(_ node: Node, into meta: inout MetaSpec) {
    guard let entries = node.mapping else {
      report(
        .specShape, node.range, "'product_default_class' is \(node.kindWords), not a mapping",
        help: "write `{SQLScript: SQLiteRelation}`")
      return
    }
    for entry in entries {
      guard let key = text(ofKey: entry, in: "'product_default_class'") else { continue }
      let task = TaskClass(rawValue: key)
      if task == nil, !TaskClass.unusable.contains(key) { reportTaskClass(key, entry.key.range) }
      // Names that are of no use are refused only where a task uses them.
      let isUnusable = entry.value.string.map { ProductClass.unusable.contains($0) } ?? false
      let product = isUnusable ? nil : productClass(entry.value)
      guard let task else { continue }
      meta.productClasses[task] = product
      meta.productClassRanges[task] = entry.value.range
    }
  }

  mutating func reportTaskClass(_ text: String, _ range: SourceRange) {
    let known = TaskClass.allCases.map(\.rawValue)
    report(
      .unknownClass, range, "there is no task class '\(text)'",
      help: nearest(to: text, among: known).map { "did you mean '\($0)'?" }
        ?? "the classes are \(known.joined(separator: ", "))")
  }

  mutating func productClass(_ node: Node) -> ProductClass? {
    guard let text = node.string else {
      report(
        .unknownClass, node.range, "the product class is \(node.kindWords), not a name",
        help: "the classes are \(ProductClass.allCases.map(\.rawValue).joined(separator: ", "))")
      return nil
    }
    if let known = ProductClass(rawValue: text) { return known }
    let known = ProductClass.allCases.map(\.rawValue)
    if ProductClass.unusable.contains(text) {
      report(
        .unusableClass, node.range, "'\(text)' is no class that a product can have",
        help: "the classes are \(known.joined(separator: ", "))")
      return nil
    }
    report(
      .unknownClass, node.range, "there is no product class '\(text)'",
      help: nearest(to: text, among: known).map { "did you mean '\($0)'?" }
        ?? "the classes are \(known.joined(separator: ", "))")
    return nil
  }
}

extension Node {
  /// Python's `bool(value)` of what PyYAML makes of the node.
  var isTruthy: Bool {
    switch value {
    case .sequence(let elements): !elements.isEmpty
    case .mapping(let entries): !entries.isEmpty
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: false
      case .bool(let value): value
      case .int(let digits): digits != "0"
      case .float(let value): value != 0
      case .timestamp: true
      case .string: !scalar.text.isEmpty
      }
    }
  }
}
