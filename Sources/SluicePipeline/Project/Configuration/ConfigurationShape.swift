/// What a value of `sluice.yaml` may be: the one table that checking, the reference page and the
/// editors' schema are made from.
package indirect enum ConfigurationShape: Hashable, Sendable {
  /// One line of text; a number or a date counts as the text that it is.
  case text
  /// A number of bytes: `5 MB`, `512 KiB`, `1000`.
  case size
  case flag
  /// One of these words.
  case choice([String])
  /// A list, or one element without the list.
  case list(ConfigurationShape)
  /// A mapping with keys of the user's own; `keys` says in words what they are.
  case mapping(keys: String, values: ConfigurationShape)
  /// A mapping with these keys.
  case section([ConfigurationKey])

  /// As a finding and the reference page name it.
  package var words: String {
    switch self {
    case .text: "a text"
    case .size: "a size like 5 MB"
    case .flag: "true or false"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .list(let element): "a list, each \(element.words)"
    case .mapping(let keys, let values): "a mapping of \(keys) to \(values.words)"
    case .section: "a mapping"
    }
  }

  /// The value that a default in words is; `nil` where it is none.
  package func value(of byDefault: String) -> String? {
    switch self {
    case .choice(let words): words.contains(byDefault) ? byDefault : nil
    case .flag: ["true", "false"].contains(byDefault) ? byDefault : nil
    case .size: byteCount(byDefault) == nil ? nil : byDefault
    case .text, .list, .mapping, .section: nil
    }
  }
}

/// One key of `sluice.yaml`.
package struct ConfigurationKey: Hashable, Sendable {
  /// Lower case with hyphens.
  package var name: String
  /// What may stand behind it.
  package var shape: ConfigurationShape
  /// What holds where the key is missing, as the reference page says it.
  package var byDefault: String
  /// One sentence for people.
  package var summary: String
  /// The section is of no use without it.
  package var isRequired: Bool
  /// YAML that may stand behind the key, lines relative to it; empty: the default says enough.
  package var example: String

  package init(
    _ name: String, _ shape: ConfigurationShape, default byDefault: String, required: Bool = false,
    example: String = "", _ summary: String
  ) {
    self.example = example
    self.name = name
    self.shape = shape
    self.byDefault = byDefault
    isRequired = required
    self.summary = summary
  }
}
