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

  /// `source` is what the file says of all targets.
  init(name: String, settings: Node, range: SourceRange, source: Node?) {
    self.init(name: name, settings: settings, range: range)
    self.source = settings["source"].map { Configuration.Source($0.over(source)) }
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

  /// The file of the conda environment, relative to the root; `nil` for the usual one.
  package var environmentPath: String? {
    settings["env"]?["SLUICE_ENVIRONMENT_FILE"]?.scalar?.text
  }

  /// The file of placeholders' values that the pods are told to read instead of `env.yaml`; `nil` for
  /// none.
  package var environmentName: String? {
    settings["env"]?["PLOOMBER_ENV_FILENAME"]?.scalar?.text
  }

  /// How products get from one pod to the next.
  package enum DataWay: String, Hashable, Sendable, CaseIterable {
    /// They lie on the disk with the project.
    case disk
    /// They go through the artifact repository.
    case artifacts
    /// What the project does is all there is.
    case project
  }

  /// `disk` where the target says nothing.
  package var data: DataWay { settings["data"].flatMap { DataWay(rawValue: $0.text) } ?? .disk }

  /// Where pods see volumes of their own beside the disk with the project, without a `/` at the end.
  package var mountPaths: [String] {
    let tasks = (settings["tasks"]?.mapping ?? []).map(\.value)
    return ([settings] + tasks).flatMap { node -> [String] in
      guard let volumes = node["volumes"] else { return [] }
      return (volumes.sequence ?? [volumes]).compactMap { volume in
        // In the short form the path stands between colons.
        let path =
          volume["mount"]?.text
          ?? volume.text.split(separator: ":").first { $0.hasPrefix("/") }
          .map(String.init)
        return path.map { Path.normalized($0) }
      }
    }
  }

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
