/// A value of `params`, as PyYAML reads it and Ploomber passes it on.
package indirect enum ParameterValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// Decimal digits with an optional `-`, however large.
  case int(String)
  case float(Double)
  case string(String)
  case list([ParameterValue])
  /// A Python literal in parentheses, which JSON has as a list.
  case tuple([ParameterValue])
  /// In declared order.
  case mapping([Entry])
  /// A value that no format but Python's holds, as Python's `repr` writes it: `{1}`, `b'x'`, `1j`.
  case opaque(String)

  /// One key of a mapping.
  package struct Entry: Hashable, Sendable {
    /// The key's text; of a key that is no text, Python's words for it.
    package var key: String
    /// The key's value.
    package var value: ParameterValue

    package init(key: String, value: ParameterValue) {
      self.key = key
      self.value = value
    }
  }
}
