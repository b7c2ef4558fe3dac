extension Node {
  /// The entries in the order PyYAML's dictionary has them; `nil` if the node is no mapping.
  package var mapping: [Entry]? {
    if case .mapping(let entries) = value { return entries }
    return nil
  }

  /// The items; `nil` if the node is no sequence.
  package var sequence: [Node]? {
    if case .sequence(let items) = value { return items }
    return nil
  }

  /// The scalar; `nil` if the node is a collection.
  package var scalar: Scalar? {
    if case .scalar(let scalar) = value { return scalar }
    return nil
  }

  /// The text, if Python has a `str` here; `nil` for numbers, booleans, dates and nothing.
  package var string: String? {
    guard let scalar, case .string = scalar.resolved else { return nil }
    return scalar.text
  }

  /// The value of a boolean; `nil` for everything else.
  package var bool: Bool? {
    guard let scalar, case .bool(let value) = scalar.resolved else { return nil }
    return value
  }

  /// The value of an integer that fits; `nil` for everything else.
  package var int: Int? {
    guard let scalar, case .int(let digits) = scalar.resolved else { return nil }
    return Int(digits)
  }

  /// Whether Python has `None` here.
  package var isNull: Bool { scalar?.resolved == .null }

  /// A scalar's text as it stands in the file; empty for a collection.
  package var text: String { scalar?.text ?? "" }

  /// The value of the last entry whose key is this text; `nil` without one, or in no mapping.
  package subscript(key: String) -> Node? { entry(key)?.value }

  /// The last entry whose key is this text. Texts are compared byte for byte, as Python does.
  package func entry(_ key: String) -> Entry? {
    mapping?.last { $0.key.string.map { $0.utf8.elementsEqual(key.utf8) } ?? false }
  }

  /// The tree with other nodes in place of scalars: keys stay, and so does each scalar for which `other`
  /// has none. What nothing is replaced in is shared with this tree. O(nodes).
  package func replacingScalars(_ other: (Node, Scalar) -> Node?) -> Node {
    changed(other) ?? self
  }

  /// `nil` where nothing is replaced.
  private func changed(_ other: (Node, Scalar) -> Node?) -> Node? {
    switch value {
    case .scalar(let scalar): return other(self, scalar)
    case .sequence(let items):
      var replaced: [Node]?
      for (index, item) in items.enumerated() {
        guard let new = item.changed(other) else { continue }
        replaced = replaced ?? items
        replaced?[index] = new
      }
      return replaced.map { Node(value: .sequence($0), range: range) }
    case .mapping(let entries):
      var replaced: [Entry]?
      for (index, entry) in entries.enumerated() {
        guard let new = entry.value.changed(other) else { continue }
        replaced = replaced ?? entries
        replaced?[index].value = new
      }
      return replaced.map { Node(value: .mapping($0), range: range) }
    }
  }

  /// What the node is, for a message: `a mapping`, `a list`, `text`, `nothing`, …
  package var kindWords: String {
    switch value {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: return "nothing"
      case .bool: return "a boolean"
      case .int, .float: return "a number"
      case .timestamp: return "a date"
      case .string: return "text"
      }
    }
  }
}
