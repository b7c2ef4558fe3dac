import SluiceCore
import SluiceYAML

/// Reads `soopervisor.yaml`: first everything is checked against the table of keys, then what is right
/// is translated, so that one mistake costs one key.
struct SoopervisorReader {
  var result: Soopervisor
  let facts: Soopervisor.Facts

  /// `root` is `nil` for an empty file, which 0.3 takes for one without settings.
  init(_ root: Node?, file: Int, facts: Soopervisor.Facts) {
    result = Soopervisor(era: .disk, file: file)
    self.facts = facts
    let start = SourceRange(file: file, bytes: 0..<0)
    guard let root, !root.isNull else {
      readDisk(.made([(String, Node)](), at: start))
      return
    }
    guard root.mapping != nil else {
      report(
        SoopervisorKinds.value, root.range,
        "'\(Soopervisor.fileName)' is \(root.kindWords), not a mapping",
        help: "write sections with names, each with `backend: \(Soopervisor.backend)`")
      return
    }
    result.era = Soopervisor.era(of: root)
    switch result.era {
    case .disk: readDisk(root)
    case .sections: readSections(root)
    }
  }

  mutating func report(
    _ kind: DiagnosticKind, _ range: SourceRange, _ message: String,
    related: [Diagnostic.Related] = [], help: String
  ) {
    result.diagnostics.append(
      Diagnostic(kind: kind, range: range, message: message, related: related, help: help))
  }

  /// Says that a key has nothing to say here; `help` is what to do about it.
  mutating func leaveOut(
    _ key: String, _ range: SourceRange, because reason: String,
    kind: DiagnosticKind = SoopervisorKinds.notNeeded, help: String = "nothing has to be done"
  ) {
    let name = key.split(separator: ".").last.map(String.init) ?? key
    report(kind, range, "'\(name)' is left out: \(reason)", help: help)
    result.leftOut.append(.init(key: key, reason: reason))
  }

  // MARK: Against the table

  /// The mapping with those entries that the table takes. `what` names it in findings.
  mutating func sound(_ node: Node, of what: String) -> Node {
    let keys = Soopervisor.keys(of: result.era)
    let node = result.era.normalized(node, keys, section: "")
    var check = ShapeCheck(key: SoopervisorKinds.key, value: SoopervisorKinds.value)
    check.check(node, .section(keys), of: what)
    for entry in node.mapping ?? [] where entry.value.scalar != nil && !entry.value.isNull {
      guard let key = keys.first(where: { $0.name == entry.key.text }), case .list = key.shape
      else { continue }
      check.report(
        entry.value.range, "'\(key.name)' is \(entry.value.kindWords), not a list",
        help: "write it as a list")
    }
    result.diagnostics += check.diagnostics
    return node.without(Set(check.diagnostics.map(\.range)))
  }
}

extension Soopervisor {
  /// The shape that the file has. Sections are mappings with a `backend`; without one, a key of the
  /// older shape decides, and in a file with neither, whether there is any mapping.
  static func era(of root: Node) -> Era {
    let entries = root.mapping ?? []
    if entries.contains(where: { $0.value["backend"] != nil }) { return .sections }
    let names = Set(keys(of: .disk).map(\.name))
    if entries.contains(where: { names.contains($0.key.text) }) { return .disk }
    return entries.contains { $0.value.mapping != nil } ? .sections : .disk
  }
}

extension Soopervisor.Era {
  /// The node as pydantic reads it: texts that it takes for a boolean or a whole number are one, and
  /// what may be empty is not there.
  fileprivate func normalized(_ node: Node, _ keys: [ConfigurationKey], section: String) -> Node {
    guard let entries = node.mapping else { return node }
    var node = node
    node.value = .mapping(
      entries.compactMap { entry in
        let name = entry.key.text
        guard let key = keys.first(where: { $0.name == name }) else { return entry }
        if entry.value.isNull, mayBeEmpty(name, in: section) { return nil }
        var entry = entry
        entry.value = normalized(entry.value, key.shape, name)
        return entry
      })
    return node
  }

  private func normalized(_ node: Node, _ shape: ConfigurationShape, _ name: String) -> Node {
    var node = node
    switch shape {
    case .section(let keys): return normalized(node, keys, section: name)
    case .mapping(_, let values):
      guard let entries = node.mapping else { return node }
      node.value = .mapping(
        entries.map { .init(key: $0.key, value: normalized($0.value, values, name)) })
    case .list(let element):
      guard let items = node.sequence else { return node }
      node.value = .sequence(items.map { normalized($0, element, name) })
    case .flag:
      guard var scalar = node.scalar else { return node }
      switch scalar.text.lowercased() {
      case "1", "true", "t", "yes", "y", "on": scalar.resolved = .bool(true)
      case "0", "false", "f", "no", "n", "off": scalar.resolved = .bool(false)
      default: break
      }
      node.value = .scalar(scalar)
    case .count:
      guard var scalar = node.scalar, let number = Int(scalar.text) else { return node }
      scalar.resolved = .int(String(number))
      node.value = .scalar(scalar)
    case .text, .size, .duration, .raw, .either, .choice: break
    }
    return node
  }

  private func mayBeEmpty(_ name: String, in section: String) -> Bool {
    if name == "mounted_volumes" { return self == .sections }
    return Soopervisor.emptyKeys[section]?.contains(name) ?? false
  }
}
