package import SluiceCore
import SluiceYAML

/// What holds for one key of `sluice.yaml`, and who says so.
package struct ConfigurationValue: Hashable, Sendable {
  /// Who says what holds.
  package enum Origin: Hashable, Sendable {
    case setting(ConfigurationSetting.Origin)
    /// The value's place in the file.
    case file(SourceRange)
    case byDefault
  }

  /// The keys from the top down: `rules.dynamic-upstream`, `ignore[0].path`.
  package var path: String
  /// The value as text; `nil` where the default holds and is no single value.
  package var text: String?
  /// Who says so.
  package var origin: Origin
  /// What holds where nobody says anything, in words.
  package var byDefault: String
  /// The variable that can set it; `nil` if none can.
  package var variable: String?
}

extension WrittenConfiguration {
  /// What holds for every key, in the order of the table: each entry of a list or of a mapping with
  /// keys of the user's own by itself. What the file's findings speak of is left out, as when it is
  /// read.
  package func values(with settings: [ConfigurationSetting]) -> [ConfigurationValue] {
    var walk = ConfigurationWalk(
      settings: settings, refused: diagnostics.map(\.range),
      variables: ConfigurationVariable.all())
    walk.section(Configuration.keys, root, below: [], named: "")
    return walk.values
  }
}

private struct ConfigurationWalk {
  let settings: [ConfigurationSetting]
  let refused: [SourceRange]
  let variables: [ConfigurationVariable]
  var values: [ConfigurationValue] = []

  /// `path` is `nil` inside lists and mappings, where no setting reaches.
  mutating func section(
    _ keys: [ConfigurationKey], _ node: Node?, below path: [String]?, named prefix: String
  ) {
    for key in keys {
      visit(
        key, key.shape, sound(node?.entry(key.name)), at: path.map { $0 + [key.name] },
        named: prefix + key.name)
    }
  }

  private mutating func visit(
    _ key: ConfigurationKey, _ shape: ConfigurationShape, _ node: Node?, at path: [String]?,
    named name: String
  ) {
    switch shape {
    case .text, .size, .flag, .count, .duration, .choice:
      leaf(key, shape, node, at: path, named: name)
    case .raw: leaf(key, shape, node, at: nil, named: name)
    case .either(let shapes):
      let fitting = node.flatMap { node in shapes.first { $0.suits(node) } }
      guard let fitting else { return leaf(key, shape, nil, at: nil, named: name) }
      visit(key, fitting, node, at: nil, named: name)
    case .section(let keys):
      // What a list does not hold has no keys that could have defaults.
      section(keys, node, below: path, named: name + ".")
    case .list(let element):
      guard let node else { return leaf(key, shape, nil, at: nil, named: name) }
      for (index, item) in (node.sequence ?? [node]).enumerated() where isSound(item.range) {
        visit(key, element, item, at: nil, named: "\(name)[\(index)]")
      }
    case .mapping(_, let values):
      let entries = (node?.mapping ?? []).filter { sound($0) != nil }
      if entries.isEmpty { return leaf(key, shape, nil, at: nil, named: name) }
      for entry in entries {
        visit(key, values, entry.value, at: nil, named: "\(name).\(entry.key.text)")
      }
    }
  }

  private mutating func leaf(
    _ key: ConfigurationKey, _ shape: ConfigurationShape, _ node: Node?, at path: [String]?,
    named name: String
  ) {
    let setting = path.flatMap { path in settings.first { $0.path == path } }
    var value = ConfigurationValue(
      path: name, text: nil, origin: .byDefault, byDefault: key.byDefault,
      variable: path.flatMap { path in variables.first { $0.path == path }?.name })
    if let setting {
      value.text = setting.text
      value.origin = .setting(setting.origin)
    } else if let node, node.scalar != nil, !node.isNull {
      value.text = node.text
      value.origin = .file(node.range)
    } else {
      value.text = shape.value(of: key.byDefault)
    }
    values.append(value)
  }

  private func sound(_ entry: Node.Entry?) -> Node? {
    entry.flatMap { isSound($0.key.range) && isSound($0.value.range) ? $0.value : nil }
  }

  /// Whether no finding is about exactly this; one inside of it concerns only what it stands at.
  private func isSound(_ range: SourceRange) -> Bool { !refused.contains(range) }
}
