import SluiceYAML

/// One object of a file that a cluster reads or that `kubectl get` gave back.
package struct ArgoObject: Hashable, Sendable {
  /// `Workflow`, `CronWorkflow`, …; empty without one.
  package var kind: String
  /// `metadata.name`, else `generateName`; empty without either.
  package var name: String
  /// What our annotations say; `nil` without them.
  package var provenance: Provenance?
}

/// The objects of a YAML or JSON text, in its order: documents between lines of `---`, and the items of
/// lists. `nil` if a document cannot be read. Total.
package func argoObjects(_ bytes: [UInt8]) -> [ArgoObject]? {
  writtenWorkflows(bytes)?.map(\.object)
}

/// What an object says of itself.
func argoObject(_ node: Node) -> ArgoObject {
  let metadata = node["metadata"]
  var annotations: [String: String] = [:]
  for entry in metadata?["annotations"]?.mapping ?? [] {
    guard let name = ownName(entry.key), let value = entry.value.scalar?.text else { continue }
    annotations[name] = value
  }
  return ArgoObject(
    kind: node["kind"]?.text ?? "",
    name: (metadata?["name"] ?? metadata?["generateName"])?.text ?? "",
    provenance: Provenance(annotations: annotations))
}

/// The key without our prefix; `nil` for one that is not ours.
func ownName(_ key: Node) -> String? {
  guard let text = key.scalar?.text, text.hasPrefix(Provenance.prefix) else { return nil }
  return String(text.dropFirst(Provenance.prefix.count))
}
