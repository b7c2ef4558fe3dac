/// What a written file shall hold. Another YAML reader makes the same value of the bytes.
package indirect enum YAMLValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Quoted where a reader of YAML 1.1 or 1.2 could take it for something else.
  case string(String)
  /// A text of lines, as a literal block where one can hold it: a script, say.
  case block(String)
  case sequence([YAMLValue])
  /// Written in the order given. A key that stands twice is a mistake of the caller.
  case mapping([YAMLEntry])
}

/// One line of a mapping.
package struct YAMLEntry: Hashable, Sendable {
  /// Written as a text, whatever it looks like.
  package var key: String
  /// The key's value.
  package var value: YAMLValue

  package init(_ key: String, _ value: YAMLValue) {
    self.key = key
    self.value = value
  }
}
