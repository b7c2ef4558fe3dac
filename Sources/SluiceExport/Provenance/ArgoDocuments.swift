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
  var objects: [ArgoObject] = []
  for document in documents(bytes) {
    let read = parseYAML(document, file: 0)
    guard read.isComplete else { return nil }
    guard let root = read.root, !root.isNull else { continue }
    guard root.mapping != nil else { return nil }
    for node in root["items"]?.sequence ?? [root] { objects.append(argoObject(node)) }
  }
  return objects
}

private func argoObject(_ node: Node) -> ArgoObject {
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
private func ownName(_ key: Node) -> String? {
  guard let text = key.scalar?.text, text.hasPrefix(Provenance.prefix) else { return nil }
  return String(text.dropFirst(Provenance.prefix.count))
}

/// The text cut at its lines of `---`. Such a line at the left margin ends a document wherever it
/// stands: blocks are indented.
private func documents(_ bytes: [UInt8]) -> [[UInt8]] {
  var documents: [[UInt8]] = []
  var current: [UInt8] = []
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
    let isMark =
      line.starts(with: [0x2D, 0x2D, 0x2D])
      && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x0D }
    if isMark {
      documents.append(current)
      current = []
    } else {
      current += line
      current.append(0x0A)
    }
  }
  return documents + [current]
}

/// Whether two specs ask for the same: their values compared, without comments, without our labels and
/// annotations, and without what changes with every commit though the source does not, which a file
/// that is part of the commit cannot name. `false` where one cannot be read.
package func meansTheSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  let readings = [one, other].map { parseYAML($0, file: 0) }
  guard readings.allSatisfy({ $0.isComplete }), let first = readings[0].root,
    let second = readings[1].root
  else { return false }
  return inlineVersion(first) == inlineVersion(second) && meaning(first, []) == meaning(second, [])
}

/// The digest of the source that the spec itself holds; `nil` where it holds none.
private func inlineVersion(_ root: Node) -> String? {
  let provenance = argoObject(root).provenance
  return provenance?.delivery == "inline" ? provenance?.source : nil
}

/// The node as a value without its place. `path` is the keys above it. As deep as the reader lets
/// documents be.
private func meaning(_ node: Node, _ path: [String]) -> YAMLValue? {
  switch node.value {
  case .scalar(let scalar):
    // A text that is written in another way is the same text.
    return scalar.resolved == .string ? .string(scalar.text) : .block(scalar.text)
  case .sequence(let items):
    return .sequence(items.compactMap { meaning($0, path) })
  case .mapping(let entries):
    let isOwn = path == ["metadata", "labels"] || path == ["metadata", "annotations"]
    // The archive names its commit, and so its digest does.
    let isSource = node["name"]?.text == "source" && node["raw"] != nil
    let isDigest = node["name"]?.text == "SLUICE_DIGEST"
    let kept = entries.compactMap { entry -> YAMLEntry? in
      let key = entry.key.scalar?.text ?? ""
      if isOwn, ownName(entry.key) != nil { return nil }
      if path.last == "git", key == "revision" { return nil }
      if isSource && key == "raw" || isDigest && key == "value" { return nil }
      return meaning(entry.value, path + [key]).map { YAMLEntry(key, $0) }
    }
    return isOwn && kept.isEmpty ? nil : .mapping(kept.sorted { $0.key < $1.key })
  }
}
