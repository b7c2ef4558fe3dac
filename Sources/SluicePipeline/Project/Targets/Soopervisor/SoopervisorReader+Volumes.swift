import SluiceCore
import SluiceYAML

/// An entry of `mounted_volumes`.
struct SoopervisorVolume {
  /// The volume's name.
  var name: Node
  /// Its source, as Kubernetes has it.
  var source: Node
  /// As written; `nil` where it is not there.
  var subPath: Node?
  /// The whole entry.
  var range: SourceRange
  /// `mounted_volumes[0]`, below its section.
  var origin: String

  /// Soopervisor leaves nobody a choice.
  var mountPath: String { "/mnt/\(name.text)" }

  /// The claim, where the source is one and says nothing else.
  private var claim: Node? {
    guard let entries = source.mapping, entries.count == 1,
      let claim = source["persistentVolumeClaim"]?.mapping, claim.count == 1
    else { return nil }
    return source["persistentVolumeClaim"]?["claimName"]
  }

  /// The keys that `disk` and an entry of `volumes` share.
  var keys: [(String, Node)] {
    [
      claim.map { ("claim", $0) } ?? ("volume", source),
      ("mount", .made(mountPath, at: name.range)),
    ]
  }

  /// An entry of `volumes`; `subPath` is what the sub path comes to. Soopervisor lets pods of all nodes
  /// write to it.
  func entry(subPath text: String) -> Node {
    var entries = [("name", name)] + keys
    if !text.isEmpty {
      entries.append(("sub-path", .made(text, at: subPath?.range ?? range)))
    }
    entries.append(("mode", .made("rwx", at: range)))
    return .made(entries, at: range)
  }

  /// As Soopervisor writes it.
  func volume(subPath text: String) -> Soopervisor.Spec.Volume {
    .init(name: name.text, source: source, mountPath: mountPath, subPath: text)
  }
}

extension SoopervisorReader {
  /// The entries that are whole; `section` is empty in a file without sections.
  mutating func volumes(_ node: Node, section: String) -> [SoopervisorVolume] {
    let prefix = section.isEmpty ? "" : section + "."
    return (node["mounted_volumes"]?.sequence ?? []).enumerated().compactMap { index, item in
      volume(item, origin: "\(prefix)mounted_volumes[\(index)]")
    }
  }

  private mutating func volume(_ node: Node, origin: String) -> SoopervisorVolume? {
    guard node.mapping != nil else { return nil }
    if let claim = node["claim_name"] {
      if let other = node.entry("name") ?? node.entry("spec") {
        report(
          SoopervisorKinds.value, other.key.range,
          "'\(other.key.text)' stands beside 'claim_name', and no release takes both",
          help: "write `claim_name` and `sub_path`, or `name`, `sub_path` and `spec`")
        return nil
      }
      guard let subPath = node["sub_path"] else {
        return missing("sub_path", node, of: "claim_name")
      }
      let source = Node.made(
        [("persistentVolumeClaim", .made([("claimName", claim)], at: claim.range))],
        at: claim.range)
      return SoopervisorVolume(
        name: claim, source: source, subPath: subPath, range: node.range, origin: origin)
    }
    guard let name = node["name"] else {
      // The other shape's table has asked for it.
      return result.era == .sections ? nil : missing("name", node, of: "spec")
    }
    guard let source = node["spec"] else {
      return result.era == .sections ? nil : missing("spec", node, of: "name")
    }
    guard source.mapping != nil else {
      report(
        SoopervisorKinds.value, source.range, "'spec' is \(source.kindWords), not a mapping",
        help: "write `spec: {persistentVolumeClaim: {claimName: …}}`")
      return nil
    }
    return SoopervisorVolume(
      name: name, source: source, subPath: node["sub_path"], range: node.range, origin: origin)
  }

  private mutating func missing(
    _ key: String, _ node: Node, of other: String
  ) -> SoopervisorVolume? {
    // A refused value has been reported, and is no longer there.
    if result.diagnostics.contains(where: { $0.range.isInside(node.range) }) { return nil }
    report(
      SoopervisorKinds.value, node.range.firstByte,
      "an entry with '\(other)' needs '\(key)'", help: "add `\(key): …`")
    return nil
  }
}

extension SourceRange {
  fileprivate func isInside(_ other: SourceRange) -> Bool {
    file == other.file && other.bytes.lowerBound <= bytes.lowerBound
      && bytes.upperBound <= other.bytes.upperBound
  }
}
