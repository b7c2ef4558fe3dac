import SluiceYAML

/// What a value of `sluice.yaml` may be: the one table that checking, the reference page and the
/// editors' schema are made from.
package indirect enum ConfigurationShape: Hashable, Sendable {
  /// One line of text; a number or a date counts as the text that it is.
  case text
  /// A number of bytes: `5 MB`, `512 KiB`, `1000`.
  case size
  case flag
  /// A whole number, 0 or more.
  case count
  /// A span of time: seconds, or numbers with `s`, `m`, `h`, `d`, as `1h30m`.
  case duration
  /// What Kubernetes takes there, checked where it is used; the words say what that is.
  case raw(String)
  /// Whichever fits the kind of value: text, a list, a mapping.
  case either([ConfigurationShape])
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
    case .count: "a whole number"
    case .duration: "a span of time like 90s, 20m or 1h30m"
    case .raw(let words): words
    case .either(let shapes): shapes.map(\.words).joined(separator: ", or ")
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
    case .count: Int(byDefault).map { $0 >= 0 } ?? false ? byDefault : nil
    case .text, .duration, .raw, .either, .list, .mapping, .section: nil
    }
  }

  /// Whether a node of this kind can be meant, whatever stands in it.
  func suits(_ node: Node) -> Bool {
    switch self {
    case .text, .size, .flag, .count, .duration, .choice: node.scalar != nil && !node.isNull
    case .list: node.sequence != nil
    case .mapping, .section: node.mapping != nil
    case .raw: true
    case .either(let shapes): shapes.contains { $0.suits(node) }
    }
  }
}

/// The seconds that a span of time has: `90`, `90s`, `20m`, `1h30m`, `2d`; `nil` for any other text, and
/// for more than 10 000 days.
package func seconds(_ text: String) -> Int? {
  var total = 0
  var number: Int?
  var last = Int.max
  for byte in text.utf8 {
    if (0x30...0x39).contains(byte) {
      number = (number ?? 0) * 10 + Int(byte - 0x30)
      guard let number, number <= 864_000_000 else { return nil }
      continue
    }
    let unit =
      switch byte {
      case 0x73: 1  // s
      case 0x6D: 60  // m
      case 0x68: 3_600  // h
      case 0x64: 86_400  // d
      default: 0
      }
    guard unit > 0, unit < last, let value = number else { return nil }
    total += value * unit
    number = nil
    last = unit
  }
  if let number {
    guard last == .max else { return nil }
    total = number
  } else if last == .max {
    return nil
  }
  return total <= 864_000_000 ? total : nil
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
