import SluicePipeline
import SluiceYAML

/// How the values of a target are read: the table of keys has checked them, so what does not fit is
/// taken for absent.
extension Node {
  /// The text of a scalar; `nil` without the key, and for nothing.
  func word(_ key: String) -> String? {
    guard let node = self[key], let scalar = node.scalar, !node.isNull else { return nil }
    return scalar.text
  }

  /// The texts of a list, or of one element without the list; `nil` without the key.
  func words(_ key: String) -> [String]? { self[key].map { $0.items.map(\.text) } }

  /// The elements of a list; one without a list is a list of it.
  var items: [Node] { sequence ?? [self] }

  /// Names and texts of a mapping, as written; of a name that stands twice the last value.
  func pairs(_ key: String) -> [(name: String, text: String)] {
    lastOfEach((self[key]?.mapping ?? []).map { ($0.key.text, $0.value.plainText) }, \.0)
  }

  func count(_ key: String) -> Int? { self[key]?.int }

  func flag(_ key: String) -> Bool? { self[key]?.bool }

  /// A span of time in seconds.
  func span(_ key: String) -> Int? { word(key).flatMap(seconds) }

  /// The text; of a boolean the word that programs know, however it is written.
  var plainText: String { bool.map { $0 ? "true" : "false" } ?? text }

  /// What stands there as a value, without its place. As deep as the reader lets documents be.
  var yaml: YAMLValue {
    switch value {
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: return .null
      case .bool(let value): return .bool(value)
      case .int(let digits): return Int(digits).map(YAMLValue.int) ?? .string(scalar.text)
      case .float, .timestamp: return .string(scalar.text)
      case .string: return scalar.text.contains("\n") ? .block(scalar.text) : .string(scalar.text)
      }
    case .sequence(let items): return .sequence(items.map(\.yaml))
    case .mapping(let entries):
      return .mapping(
        lastOfEach(entries.map { YAMLEntry($0.key.text, $0.value.yaml) }, \.key))
    }
  }
}

/// The fields of one object, in the order in which they are added. What is absent or empty is left out.
struct Fields {
  private(set) var entries: [YAMLEntry] = []

  init() {}

  /// Those of a mapping.
  init(_ value: YAMLValue) {
    if case .mapping(let entries) = value { self.entries = entries }
  }

  mutating func add(_ key: String, _ value: YAMLValue?) {
    if let value { entries.append(YAMLEntry(key, value)) }
  }

  mutating func add(_ key: String, _ text: String?) { add(key, text.map(YAMLValue.string)) }

  mutating func add(_ key: String, _ number: Int?) { add(key, number.map(YAMLValue.int)) }

  mutating func add(_ key: String, _ flag: Bool?) { add(key, flag.map(YAMLValue.bool)) }

  mutating func add(_ key: String, all items: [YAMLValue]) {
    if !items.isEmpty { add(key, .sequence(items)) }
  }

  mutating func add(_ key: String, words: [String]?) {
    add(key, words.map { .sequence($0.map { .string($0) }) })
  }

  mutating func add(_ key: String, texts: [(name: String, text: String)]) {
    if !texts.isEmpty { add(key, .entries(texts.map { ($0.name, .string($0.text)) })) }
  }

  mutating func add(_ key: String, _ fields: Fields) {
    if !fields.entries.isEmpty { add(key, fields.value) }
  }

  var value: YAMLValue { .mapping(entries) }
}

extension YAMLValue {
  /// A mapping of these entries.
  static func entries(_ entries: [(String, YAMLValue)]) -> YAMLValue {
    .mapping(entries.map { YAMLEntry($0.0, $0.1) })
  }

  /// The value with another laid over it: mappings key by key, everything else replaced; keys of
  /// `protected` stay as they are at the top.
  func merged(with other: YAMLValue, protecting protected: Set<String> = []) -> YAMLValue {
    guard case .mapping(var entries) = self, case .mapping(let others) = other else { return other }
    for entry in others where !protected.contains(entry.key) {
      if let place = entries.firstIndex(where: { $0.key == entry.key }) {
        entries[place].value = entries[place].value.merged(with: entry.value)
      } else {
        entries.append(entry)
      }
    }
    return .mapping(entries)
  }

  /// The value of a mapping's key.
  subscript(key: String) -> YAMLValue? {
    guard case .mapping(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }
}
