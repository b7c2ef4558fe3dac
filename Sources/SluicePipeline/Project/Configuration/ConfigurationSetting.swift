package import SluiceCore
import SluiceYAML

/// A value for a key of `sluice.yaml` that comes from outside the file.
package struct ConfigurationSetting: Hashable, Sendable {
  /// Who gives it.
  package enum Origin: Hashable, Sendable {
    /// A flag of the command line, as it is written: `--fail-on`.
    case flag(String)
    /// An environment variable, by name.
    case variable(String)
  }

  /// The keys from the top of the file down.
  package var path: [String]
  /// As it was given.
  package var text: String
  /// Who gives it.
  package var origin: Origin

  package init(path: [String], text: String, origin: Origin) {
    self.path = path
    self.text = text
    self.origin = origin
  }
}

/// A key of `sluice.yaml` that an environment variable can set.
package struct ConfigurationVariable: Hashable, Sendable {
  /// `SLUICE_FAIL_ON`: the path's keys in capitals, `_` between words.
  package var name: String
  /// The keys from the top of the file down.
  package var path: [String]
  /// The last of them.
  package var key: ConfigurationKey

  /// What the names of all variables begin with.
  package static let prefix = "SLUICE_"

  /// One for each key with a single value that stands in sections alone, in the order of `keys`.
  package static func all(
    _ keys: [ConfigurationKey] = Configuration.keys, below path: [String] = []
  ) -> [ConfigurationVariable] {
    keys.flatMap { key -> [ConfigurationVariable] in
      let path = path + [key.name]
      switch key.shape {
      case .text, .size, .flag, .count, .duration, .choice:
        let words = path.joined(separator: "-").uppercased().split(separator: "-")
        return [.init(name: prefix + words.joined(separator: "_"), path: path, key: key)]
      case .section(let inner): return all(inner, below: path)
      case .list, .mapping, .raw, .either: return []
      }
    }
  }

  /// What the environment sets, and what is wrong with it, in the order of the table. An empty
  /// variable counts as none.
  package static func settings(
    kinds: [DiagnosticKind], valueOf variable: (String) -> String?
  ) -> (settings: [ConfigurationSetting], problems: [ConfigurationProblem]) {
    var settings: [ConfigurationSetting] = []
    var problems: [ConfigurationProblem] = []
    for known in all() {
      guard let text = variable(known.name), !text.isEmpty else { continue }
      let setting = ConfigurationSetting(
        path: known.path, text: text, origin: .variable(known.name))
      if let problem = setting.problem(kinds: kinds) {
        problems.append(problem)
      } else {
        settings.append(setting)
      }
    }
    return (settings, problems)
  }
}

/// A setting whose text is none that its key takes.
package struct ConfigurationProblem: Hashable, Sendable {
  /// The setting.
  package var setting: ConfigurationSetting
  /// What is wrong, as a clause.
  package var message: String
  /// The way out; `nil` where nothing can be said.
  package var help: String?
}

extension ConfigurationSetting {
  /// What `sluice.yaml` would be told with the setting as its only line; `nil` if that is sound.
  func problem(kinds: [DiagnosticKind]) -> ConfigurationProblem? {
    let root = Node.noConfiguration.holding([self])
    guard let found = ConfigurationReader(root, kinds: kinds).diagnostics.first else { return nil }
    return ConfigurationProblem(setting: self, message: found.message, help: found.help)
  }

  /// The text as a value: the words that YAML has for it are a boolean where the key asks for one.
  fileprivate var node: Node {
    var keys = Configuration.keys
    var shape: ConfigurationShape?
    for name in path {
      shape = keys.first { $0.name == name }?.shape
      if case .section(let inner)? = shape { keys = inner } else { keys = [] }
    }
    var scalar = Scalar(text: text, style: .doubleQuoted, resolved: .string)
    if shape == .flag {
      switch text.lowercased() {
      case "1", "true", "yes", "on": scalar.resolved = .bool(true)
      case "0", "false", "no", "off": scalar.resolved = .bool(false)
      default: break
      }
    }
    return Node(value: .scalar(scalar), range: .outside)
  }
}

extension SourceRange {
  /// Of nodes that stand in no file: nothing is ever reported at it.
  fileprivate static let outside = SourceRange(file: 0, bytes: 0..<0)
}

extension Node {
  /// A configuration that says nothing.
  static let noConfiguration = Node(value: .mapping([]), range: .outside)

  /// The file with the settings in the places of what it says itself; of two for one key the first
  /// counts.
  func holding(_ settings: [ConfigurationSetting]) -> Node {
    var root = self
    for setting in settings.reversed() { root.set(setting.path[...], to: setting.node) }
    return root
  }

  /// Puts a value where `path` leads; what is no mapping on the way becomes one. Depth: the path's.
  private mutating func set(_ path: ArraySlice<String>, to node: Node) {
    guard let name = path.first else {
      self = node
      return
    }
    var entries = mapping ?? []
    let key = Scalar(text: name, style: .plain, resolved: .string)
    var entry = Entry(
      key: Node(value: .scalar(key), range: .outside),
      value: Node(value: .mapping([]), range: .outside))
    if let index = entries.lastIndex(where: { $0.key.string == name }) {
      entry = entries.remove(at: index)
    }
    entry.value.set(path.dropFirst(), to: node)
    value = .mapping(entries + [entry])
  }
}
