import SluiceCore
import SluiceYAML

/// The tree and its findings; each place is checked to lie in the text.
func read(_ text: String, limits: YAMLLimits = .standard) -> YAMLDocument {
  read(Array(text.utf8), limits: limits)
}

func read(_ bytes: [UInt8], limits: YAMLLimits = .standard) -> YAMLDocument {
  let document = parseYAML(bytes, file: 0, limits: limits)
  for diagnostic in document.diagnostics {
    for range in [diagnostic.range] + diagnostic.related.map(\.range) {
      precondition(range.bytes.lowerBound >= 0 && range.bytes.upperBound <= bytes.count)
    }
    precondition(!diagnostic.message.contains("\n") && !(diagnostic.help ?? "").contains("\n"))
  }
  if let root = document.root { checkRanges(root, size: bytes.count) }
  return document
}

private func checkRanges(_ node: Node, size: Int) {
  precondition(node.range.bytes.lowerBound >= 0 && node.range.bytes.upperBound <= size)
  switch node.value {
  case .scalar: break
  case .sequence(let items): for item in items { checkRanges(item, size: size) }
  case .mapping(let entries):
    for entry in entries {
      checkRanges(entry.key, size: size)
      checkRanges(entry.value, size: size)
    }
  }
}

/// The bytes of `text` that `range` covers.
func slice(_ text: String, _ range: SourceRange) -> String {
  String(decoding: Array(text.utf8)[range.bytes], as: UTF8.self)
}

/// A short picture of a tree: `{a: [1, 'x']}`; text is quoted, all else is not.
func outline(_ node: Node?) -> String {
  guard let node else { return "-" }
  switch node.value {
  case .sequence(let items): return "[" + items.map { outline($0) }.joined(separator: ", ") + "]"
  case .mapping(let entries):
    let pairs = entries.map { outline($0.key) + ": " + outline($0.value) }
    return "{" + pairs.joined(separator: ", ") + "}"
  case .scalar(let scalar):
    switch scalar.resolved {
    case .null: return "null"
    case .bool(let value): return String(value)
    case .int(let digits): return digits
    case .float(let value): return String(value)
    case .timestamp(let text): return "@" + text
    case .string: return "'" + scalar.text + "'"
    }
  }
}
