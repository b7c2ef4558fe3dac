import SluiceCore
import SluiceYAML

/// A value of `env.yaml` on its way: what the file declares over what it imports.
indirect enum EnvironmentDraft {
  /// As declared.
  case node(Node)
  /// Of an imported file, expanded there.
  case value(ParameterValue)
  /// Of an imported file, and not known here.
  case later
  /// One of the keys that Ploomber adds.
  case standard
  /// Declared over imported, key by key.
  case mapping([(key: String, value: EnvironmentDraft)])

  /// `node` over an imported value: mappings are merged key by key, else the node counts.
  init(_ node: Node, over imported: ParameterValue) {
    guard case .mapping(let entries) = imported, let own = node.mapping else {
      self = .node(node)
      return
    }
    var merged = entries.map { (key: $0.key, value: EnvironmentDraft.value($0.value)) }
    for entry in firstPlaceLastValue(own) {
      guard let key = entry.key.scalar?.text else { continue }
      if let known = entries.firstIndex(where: { $0.key == key }) {
        merged[known].value = EnvironmentDraft(entry.value, over: entries[known].value)
      } else {
        merged.append((key, .node(entry.value)))
      }
    }
    self = .mapping(merged)
  }

  /// Whether values further down can use the key: Ploomber keeps those of single values only.
  var isSingle: Bool {
    switch self {
    case .node(let node): node.scalar != nil
    case .value(let value):
      switch value {
      case .list, .tuple, .mapping: false
      case .null, .bool, .int, .float, .string, .opaque: true
      }
    case .later, .standard: true
    case .mapping: false
    }
  }
}

extension EnvironmentDraft {
  /// An imported value that Python refuses to change in place, which Ploomber tries: a tuple, a set,
  /// bytes. As Python writes it.
  var unwritable: String? {
    switch self {
    case .value(let value): value.unwritable
    case .mapping(let parts): parts.lazy.compactMap(\.value.unwritable).first
    case .node, .later, .standard: nil
    }
  }
}

extension ParameterValue {
  fileprivate var unwritable: String? {
    switch self {
    case .tuple(let values): values.isEmpty ? nil : pythonText
    case .opaque(let text):
      (text.hasPrefix("{") || text.hasPrefix("b")) && text != "b''" && text != "b\"\"" ? text : nil
    case .list(let values): values.lazy.compactMap(\.unwritable).first
    case .mapping(let entries): entries.lazy.compactMap(\.value.unwritable).first
    case .null, .bool, .int, .float, .string: nil
    }
  }
}

/// The entries as Python's dictionary has them: each key once, at its first place, with its last value.
func firstPlaceLastValue(_ entries: [Node.Entry]) -> [Node.Entry] {
  var places: [String: Int] = [:]
  var result: [Node.Entry] = []
  for entry in entries {
    guard let key = entry.key.scalar?.text else { continue }
    if let place = places[key] {
      result[place] = entry
    } else {
      places[key] = result.count
      result.append(entry)
    }
  }
  return result
}
