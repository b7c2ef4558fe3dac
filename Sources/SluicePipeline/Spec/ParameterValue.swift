/// A value of `params`, as PyYAML reads it and Ploomber passes it on.
package indirect enum ParameterValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// Decimal digits with an optional `-`, however large.
  case int(String)
  case float(Double)
  case string(String)
  case list([ParameterValue])
  /// In declared order.
  case mapping([Entry])

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
