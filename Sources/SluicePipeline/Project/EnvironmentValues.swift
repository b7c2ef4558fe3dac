import SluiceCore
import SluiceYAML

/// An override of a key of `env.yaml`, as `--env a.b=value` gives it.
package struct EnvironmentOverride: Hashable, Sendable {
  /// The key's parts: `["a", "b"]`.
  package var path: [String]
  /// As text; it is cast where it replaces another value.
  package var value: String

  package init(path: [String], value: String) {
    self.path = path
    self.value = value
  }
}

/// Reads `env.yaml`: the values of placeholders, and what is wrong with it.
struct EnvironmentReader {
  private(set) var values = PlaceholderValues()
  private(set) var diagnostics: [Diagnostic] = []
  /// Overrides of keys that the file does not have.
  private(set) var unknownOverrides: [EnvironmentOverride] = []

  /// The keys that Ploomber adds itself. Where a pod runs, the working directory is the root.
  init(place: ProjectPlace) {
    for name in ["user", "now", "git", "git_hash", "env", "version"] {
      values.set(name, .decidedLater)
    }
    let here = Path.joined(place.root, Path.directory(of: place.entry))
    values.set("here", .known(.string(here)))
    values.set("root", .known(.string(place.root)))
    values.set("cwd", .known(.string(place.root)))
  }

  mutating func read(_ bytes: [UInt8], file: Int, path: String, overrides: [EnvironmentOverride]) {
    let document = parseYAML(bytes, file: file)
    diagnostics += document.diagnostics
    guard let root = document.root else {
      if document.diagnostics.isEmpty {
        diagnostics.append(
          Diagnostic(
            kind: .specShape, range: SourceRange(file: file, bytes: 0..<0),
            message: "'\(path)' is empty", help: "write `key: value`, or remove the file"))
      }
      return
    }
    guard let entries = root.mapping else {
      diagnostics.append(
        Diagnostic(
          kind: .specShape, range: root.range,
          message: "'\(path)' is \(root.kindWords), not a mapping of keys to values",
          help: "write `key: value`, one line each"))
      return
    }
    var rest = overrides
    var room = PlaceholderExpansion.limit
    for entry in entries {
      guard let name = entry.key.string else { continue }
      if name == "meta" || name == "_module" {
        diagnostics.append(
          Diagnostic(
            kind: .notUnderstood, range: entry.key.range,
            message: "not read yet: '\(name)' of '\(path)'",
            help: "the analysis goes on as if it were not there"))
        continue
      }
      var expansion = PlaceholderExpansion(values: values, environmentPath: path, room: room)
      let node = expansion.expanded(entry.value)
      room = expansion.room
      diagnostics += expansion.diagnostics + expansion.remarks
      var value = name == "path" ? withoutLastSlash(ParameterValue(node)) : ParameterValue(node)
      rest.removeAll { override in
        override.path.first == name
          && value.replace(override.path.dropFirst(), with: override.value)
      }
      values.set(name, .known(value))
    }
    unknownOverrides = rest
  }

  /// Reports a file that would be read if its name ended in `.yaml`.
  mutating func findMisnamed(
    _ paths: [String], in folder: ProjectFolder, head: SourceRange, overrides: [EnvironmentOverride]
  ) {
    unknownOverrides = overrides
    for path in paths {
      let misnamed = String(path.dropLast("yaml".count)) + "yml"
      guard folder.kind(of: misnamed) == .file else { continue }
      diagnostics.append(
        Diagnostic(
          kind: .environmentFileName, range: head, message: "'\(misnamed)' is not read",
          help: "rename it to '\(path)'"))
      return
    }
  }

  private func withoutLastSlash(_ value: ParameterValue) -> ParameterValue {
    switch value {
    case .string(let text) where text.count > 1 && text.hasSuffix("/"):
      .string(String(text.dropLast()))
    case .mapping(let entries):
      .mapping(entries.map { .init(key: $0.key, value: withoutLastSlash($0.value)) })
    case .list(let values): .list(values.map(withoutLastSlash))
    case .null, .bool, .int, .float, .string: value
    }
  }
}

extension ParameterValue {
  /// Puts `text`, cast as Ploomber casts it, where `path` leads through mappings; false if it leads
  /// nowhere, or not to a leaf.
  fileprivate mutating func replace(_ path: ArraySlice<String>, with text: String) -> Bool {
    switch self {
    case .mapping(var entries):
      guard let key = path.first, let index = entries.lastIndex(where: { $0.key == key }),
        entries[index].value.replace(path.dropFirst(), with: text)
      else { return false }
      self = .mapping(entries)
      return true
    case .null, .bool, .int, .float, .string, .list:
      guard path.isEmpty else { return false }
      self = ParameterValue(cast: text)
      return true
    }
  }
}
