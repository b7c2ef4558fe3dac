import SluiceYAML

/// Whether two specs ask for the same: their values compared, without comments, without our labels and
/// annotations, and without what changes with every commit though the source does not, which a file
/// that is part of the commit cannot name. `false` where one cannot be read.
package func meansTheSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  guard let first = writtenDocuments(one), let second = writtenDocuments(other),
    first.count == second.count, !first.isEmpty
  else { return false }
  return zip(first, second).allSatisfy { one, other in
    inlineVersion(one.root) == inlineVersion(other.root)
      && meaning(one.root, []) == meaning(other.root, [])
  }
}

/// The digest of the source that the spec itself holds; `nil` where it holds none.
func inlineVersion(_ root: Node) -> String? {
  let provenance = argoObject(root).provenance
  return provenance?.delivery == "inline" ? provenance?.source : nil
}

/// Where our labels and annotations may stand: on the object, and on the runs that it makes.
private let ownPlaces: Set<[String]> = [
  ["metadata"], ["spec", "workflowMetadata"],
]

/// The node as a value without its place, mappings in the order of their keys. `path` is the keys above
/// it. As deep as the reader lets documents be.
func meaning(_ node: Node, _ path: [String]) -> YAMLValue? {
  switch node.value {
  case .scalar(let scalar):
    // A text that is written in another way is the same text.
    return scalar.resolved == .string ? .string(scalar.text) : .block(scalar.text)
  case .sequence(let items):
    return .sequence(items.compactMap { meaning($0, path) })
  case .mapping(let entries):
    let isOwn =
      (path.last == "labels" || path.last == "annotations")
      && ownPlaces.contains(Array(path.dropLast()))
    // The archive names its commit, and so its digest does.
    let isSource = node["name"]?.text == "source" && node["raw"] != nil
    let isDigest = node["name"]?.text == PodVariable.digest.name
    let kept = entries.compactMap { entry -> YAMLEntry? in
      let key = entry.key.scalar?.text ?? ""
      if isOwn, ownName(entry.key) != nil { return nil }
      if path.last == "git", key == "revision" { return nil }
      if isSource && key == "raw" || isDigest && key == "value" { return nil }
      return meaning(entry.value, path + [key]).map { YAMLEntry(key, $0) }
    }
    let mayVanish = isOwn || ownPlaces.contains(path)
    return mayVanish && kept.isEmpty ? nil : .mapping(kept.sorted { $0.key < $1.key })
  }
}
