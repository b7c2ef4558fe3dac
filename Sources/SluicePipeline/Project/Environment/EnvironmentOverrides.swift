import SluiceCore
import SluiceYAML

/// An override of a key of `env.yaml`, as `--env a.b=value` gives it.
package struct EnvironmentOverride: Hashable, Sendable {
  /// The key's parts: `["a", "b"]`.
  package var path: [String]
  /// As text; it is expanded and cast where it replaces another value.
  package var value: String

  package init(path: [String], value: String) {
    self.path = path
    self.value = value
  }
}

/// A key of `env.yaml` that an override can replace.
package struct EnvironmentKey: Hashable, Sendable {
  /// The key's parts: `["a", "b"]`.
  package var path: [String]
  /// A text of which an override makes the value that holds; `nil` where none does, or where it is not
  /// known here.
  package var text: String?
}

/// An override that Ploomber does not take.
package struct RefusedOverride: Hashable, Sendable {
  /// As it was given.
  package var override: EnvironmentOverride
  /// One clause: what is wrong with it, and what may have been meant.
  package var words: String
}

/// Values with overrides put in, as Ploomber's command line does it: after everything else is
/// expanded, so what was made of a key keeps the key's old value.
struct EnvironmentOverrides {
  private(set) var values: PlaceholderValues
  private(set) var refused: [RefusedOverride] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let reader: EnvironmentReader
  /// What an override may use: keys of one value.
  private var known: PlaceholderValues

  init(_ reader: EnvironmentReader, hasFile: Bool) {
    self.reader = reader
    values = reader.values
    known = reader.known
    self.hasFile = hasFile
  }

  private let hasFile: Bool

  mutating func apply(_ overrides: [EnvironmentOverride]) {
    // Ploomber takes flags in the order of their names, of one flag the last.
    let taken = lastOfEach(overrides, \.flag).sorted {
      $0.flag.utf8.lexicographicallyPrecedes($1.flag.utf8)
    }
    for override in taken { apply(override) }
  }

  private mutating func apply(_ override: EnvironmentOverride) {
    guard hasFile else {
      return refuse(override, "there is no env.yaml with keys to override")
    }
    let flags = leaves()
    guard flags.contains(override.path) else {
      let name = override.path.joined(separator: ".")
      let names = flags.map { $0.joined(separator: ".") }
      let help = nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
      return refuse(override, "'\(reader.path)' has no key '\(name)' to override\(help)")
    }
    guard override.ploomberPath == override.path else {
      return refuse(
        override,
        "Ploomber cannot override '\(override.path.joined(separator: "."))': it takes '-' "
          + "for '_' in the names of keys; rename the key")
    }
    guard let name = override.path.first, let text = expanded(override) else { return }
    let isPath = name == "path"
    let value: ParameterValue =
      isPath ? .string(pythonPath(text, home: reader.host.home)) : ParameterValue(cast: text)
    var whole = ParameterValue.null
    if case .known(let old) = values.values[name] { whole = old }
    whole.replace(override.path.dropFirst(), with: value)
    values.set(name, .known(whole), origins: values.origins[name] ?? [])
    guard override.path.count == 1 else { return reportDerived(override, name) }
    values.set(name, .known(whole))
    known.set(name, .known(whole))
    reportDerived(override, name)
  }

  private mutating func expanded(_ override: EnvironmentOverride) -> String? {
    guard holdsTemplate(override.value) else { return override.value }
    let place = SourceRange(file: 0, bytes: 0..<0)
    let scalar = Scalar(text: override.value, style: .plain, resolved: .string)
    var expansion = PlaceholderExpansion(values: known, environmentPath: reader.path)
    let node = expansion.expanded(Node(value: .scalar(scalar), range: place))
    if let problem = expansion.diagnostics.first {
      refuse(override, problem.message + (problem.help.map { "; \($0)" } ?? ""))
      return nil
    }
    return node.string
  }

  /// The paths that lead to single values and lists, Ploomber's own keys excluded.
  private func leaves() -> [[String]] {
    func leaves(_ value: ParameterValue, _ path: [String]) -> [[String]] {
      guard case .mapping(let entries) = value else { return [path] }
      return entries.flatMap { leaves($0.value, path + [$0.key]) }
    }
    return values.names.filter { !reader.standardNames.contains($0) }.flatMap {
      name -> [[String]] in
      switch values.values[name] {
      case .known(let value): leaves(value, [name])
      case .decidedLater: [[name]]
      case nil: []
      }
    }
  }

  /// What can be overridden, with the values that hold now.
  var keys: [EnvironmentKey] {
    guard hasFile else { return [] }
    return leaves().map { path in
      var value: ParameterValue?
      if case .known(let whole)? = path.first.flatMap({ values.values[$0] }) {
        value = path.dropFirst().reduce(whole) { value, key in
          guard case .mapping(let entries)? = value else { return nil }
          return entries.last { $0.key == key }?.value
        }
      }
      let text = value.map { value -> String in
        if case .bool(let flag) = value { flag ? "true" : "false" } else { value.pythonText }
      }
      let isSame = text.map { ParameterValue(cast: $0) == value } ?? false
      return EnvironmentKey(path: path, text: isSame || path == ["path"] ? text : nil)
    }
  }

  private mutating func reportDerived(_ override: EnvironmentOverride, _ name: String) {
    guard override.path.count == 1, let ranges = reader.uses[name] else { return }
    for range in ranges {
      diagnostics.append(
        Diagnostic(
          kind: .overrideNotDerived, range: range,
          message: "the override of '\(name)' does not reach this value",
          help:
            "Ploomber makes it of the value that '\(name)' has in the file: override this key too"))
    }
  }

  private mutating func refuse(_ override: EnvironmentOverride, _ words: String) {
    refused.append(RefusedOverride(override: override, words: words))
  }
}

extension EnvironmentOverride {
  /// The name under which Ploomber's command line keeps the flag.
  fileprivate var flag: String {
    ([""] + path).joined(separator: "--").replacing("-", with: "_")
  }

  /// The path that Ploomber's command line makes of the flag again.
  fileprivate var ploomberPath: [String] {
    var parts: [String] = []
    var rest = flag.dropFirst(2)
    while let mark = rest.firstRange(of: "__") {
      parts.append(String(rest[..<mark.lowerBound]))
      rest = rest[mark.upperBound...]
    }
    return parts + [String(rest)]
  }
}

extension ParameterValue {
  /// Puts `value` where `path` leads through mappings; nothing happens where it leads nowhere.
  fileprivate mutating func replace(_ path: ArraySlice<String>, with value: ParameterValue) {
    guard let key = path.first else {
      self = value
      return
    }
    guard case .mapping(var entries) = self,
      let index = entries.lastIndex(where: { $0.key == key })
    else { return }
    entries[index].value.replace(path.dropFirst(), with: value)
    self = .mapping(entries)
  }
}
