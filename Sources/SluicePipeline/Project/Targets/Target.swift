package import SluiceCore
package import SluiceYAML

/// One way to export the project: an entry of `targets` in `sluice.yaml`, or what `soopervisor.yaml`
/// says.
package struct Target: Hashable, Sendable {
  /// The entry's key; empty for the target of a project that names none.
  package var name: String
  /// A mapping of the table's keys: what was wrong with it has been reported, and left out. The nodes
  /// have their places in the file that they come from.
  package var settings: Node
  /// The entry's key; `nil` for the target of a project that names none.
  package var range: SourceRange?
  /// How the pods get the source, with what the file says of all targets; `nil` where the target says
  /// nothing of its own.
  package var source: Configuration.Source?

  package init(name: String, settings: Node, range: SourceRange?) {
    self.name = name
    self.settings = settings
    self.range = range
  }

  /// That of a project without configuration.
  package static let standard = Target(
    name: "", settings: .noConfiguration, range: nil)
}

extension Target {
  /// The specification, relative to the root; `nil` where the target names none.
  package var entry: String? { settings["entry"]?.text }

  /// The file that is written, relative to the root; `nil` where the target names none.
  package var output: String? { settings["output"]?.text }

  /// Whether the map of the file is written beside it.
  package var writesMap: Bool { settings["source-map"]?.bool ?? false }

  /// What holds for placeholders in this target, in written order.
  package var placeholders: [EnvironmentOverride] {
    (settings["placeholders"]?.mapping ?? []).map { entry in
      let path = entry.key.text.split(separator: ".", omittingEmptySubsequences: false)
      return EnvironmentOverride(path: path.map(String.init), value: entry.value.text)
    }
  }
}

extension Node {
  /// The node without the entries and items that stand at these places. As deep as the reader lets
  /// documents be.
  func without(_ refused: Set<SourceRange>) -> Node {
    if refused.isEmpty { return self }
    var node = self
    switch value {
    case .scalar: break
    case .sequence(let items):
      let kept = items.filter { !refused.contains($0.range) }
      node.value = .sequence(kept.map { $0.without(refused) })
    case .mapping(let entries):
      let kept = entries.filter {
        !refused.contains($0.key.range) && !refused.contains($0.value.range)
      }
      node.value = .mapping(
        kept.map { Entry(key: $0.key, value: $0.value.without(refused)) })
    }
    return node
  }

  /// The mapping with the entries of `other` that it does not have itself.
  func over(_ other: Node?) -> Node {
    guard let others = other?.mapping, let own = mapping else { return self }
    let missing = others.filter { entry in self[entry.key.text] == nil }
    return Node(value: .mapping(missing + own), range: range)
  }
}
