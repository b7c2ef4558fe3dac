/// What Python compares and hashes a key by: `1`, `1.0` and `True` are one key.
enum JinjaKey: Hashable {
  case null
  case integer(Int)
  case big(BigInteger)
  case float(Double)
  case text(JinjaText)
  case tuple([JinjaKey])
  case object(ObjectIdentifier)

  /// Fails for what Python cannot hash.
  init(_ value: JinjaValue) throws(TemplateFailure) {
    switch value {
    case .undefined(let undefined):
      if undefined.isStrict { throw undefined.failure }
      self = .object(ObjectIdentifier(JinjaUndefined.self))
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .null: self = .null
    case .boolean(let value): self = .integer(value ? 1 : 0)
    case .integer(let value): self = .integer(value)
    case .big(let value): self = .big(value)
    case .float(let value):
      if let whole = Int(exactly: value) {
        self = .integer(whole)
      } else if let big = BigInteger(exactly: value) {
        self = .big(big)
      } else {
        self = .float(value)
      }
    case .string(let text), .markup(let text): self = .text(text)
    case .tuple(let items):
      var keys: [JinjaKey] = []
      for item in items { keys.append(try JinjaKey(item)) }
      self = .tuple(keys)
    case .list, .dictionary: throw .type("unhashable type: '\(value.typeName)'")
    case .object(let object): self = .object(ObjectIdentifier(object))
    }
  }
}

/// Python's dictionary: in the order in which the keys came, shared by all that hold it.
final class JinjaDictionary {
  private(set) var entries: [(key: JinjaValue, value: JinjaValue)] = []
  private var positions: [JinjaKey: Int] = [:]

  init() {}

  init(_ entries: [(key: JinjaValue, value: JinjaValue)]) throws(TemplateFailure) {
    for entry in entries { try set(entry.key, entry.value) }
  }

  func value(_ key: JinjaValue) throws(TemplateFailure) -> JinjaValue? {
    positions[try JinjaKey(key)].map { entries[$0].value }
  }

  /// Never fails for a text.
  func value(_ key: String) -> JinjaValue? {
    positions[.text(Array(key.unicodeScalars))].map { entries[$0].value }
  }

  /// A key that is there keeps its place and its form.
  func set(_ key: JinjaValue, _ value: JinjaValue) throws(TemplateFailure) {
    let hashed = try JinjaKey(key)
    if let position = positions[hashed] {
      entries[position].value = value
    } else {
      positions[hashed] = entries.count
      entries.append((key, value))
    }
  }

  /// O(n).
  func remove(_ key: JinjaValue) throws(TemplateFailure) -> JinjaValue? {
    let hashed = try JinjaKey(key)
    guard let position = positions.removeValue(forKey: hashed) else { return nil }
    let value = entries.remove(at: position).value
    for (key, later) in positions where later > position { positions[key] = later - 1 }
    return value
  }

  func removeAll() {
    entries = []
    positions = [:]
  }

  func copy() -> JinjaDictionary {
    let copy = JinjaDictionary()
    copy.entries = entries
    copy.positions = positions
    return copy
  }
}
