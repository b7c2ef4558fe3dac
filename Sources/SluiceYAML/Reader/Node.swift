package import SluiceCore

/// One node of a YAML document, with its place. Aliases are replaced by what they name.
package struct Node: Hashable, Sendable {
  /// What a node holds.
  package indirect enum Value: Hashable, Sendable {
    case scalar(Scalar)
    case sequence([Node])
    /// As written, merge keys applied as PyYAML applies them; of a key that stands twice both
    /// entries are kept: `Node.subscript` answers the last, as PyYAML does.
    case mapping([Entry])
  }

  /// One key of a mapping.
  package struct Entry: Hashable, Sendable {
    /// Any node, not only a text.
    package var key: Node
    /// The key's value.
    package var value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  /// What the node holds.
  package var value: Value
  /// Quotes included, anchor and tag excluded; of an alias: the alias itself.
  package var range: SourceRange

  package init(value: Value, range: SourceRange) {
    self.value = value
    self.range = range
  }
}

/// A scalar as written and as PyYAML's `SafeLoader` resolves it (YAML 1.1).
package struct Scalar: Hashable, Sendable {
  /// How a scalar is written.
  package enum Style: Hashable, Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  /// What PyYAML makes of a scalar.
  package enum Resolved: Hashable, Sendable {
    case null
    case bool(Bool)
    /// Decimal digits with an optional `-`, however large.
    case int(String)
    case float(Double)
    /// A date or a time, in the text that Python's `str()` gives it.
    case timestamp(String)
    case string
  }

  /// Escapes and folding done.
  package var text: String
  /// How it is written.
  package var style: Style
  /// What PyYAML makes of it.
  package var resolved: Resolved

  package init(text: String, style: Style, resolved: Resolved) {
    self.text = text
    self.style = style
    self.resolved = resolved
  }
}
