/// A JSON value whose objects keep their order.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Decimal digits with an optional `-`, however many: JSON sets no bound.
  case digits(String)
  /// The shortest text that reads back as the same number. JSON has no word for what is not finite:
  /// those are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
  case double(Double)
  case string(String)
  case array([JSONValue])
  /// In the order in which it is written.
  case object([Member])

  /// One key of an object.
  package struct Member: Hashable, Sendable {
    /// Unescaped.
    package var key: String
    /// The key's value.
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An object from pairs, in their order.
  package static func object(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(pairs.map { Member($0.key, $0.value) })
  }

  /// The string, or `null`.
  package static func optional(_ text: String?) -> JSONValue {
    text.map(JSONValue.string) ?? .null
  }
}
