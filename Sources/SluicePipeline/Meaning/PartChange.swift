import SluiceCore

/// One part of a task's meaning that differs between two states.
package struct PartChange: Hashable, Sendable {
  package var kind: MeaningPart.Kind
  /// The part's name.
  package var name: String
  /// `nil` where the earlier state does not have it.
  package var before: MeaningPart?
  /// `nil` where the later state does not have it.
  package var after: MeaningPart?
  /// The part says the same; its names stand for something else.
  package var isOfLinks = false
}

/// What differs between two meanings of one task, in the order of the later one; what is gone comes last.
func partChanges(_ before: [MeaningPart], _ after: [MeaningPart]) -> [PartChange] {
  let old = PartGroups(before)
  let new = PartGroups(after)
  var changes: [PartChange] = []
  let moved = movedLoading(old, new)
  for key in new.order + old.order.filter({ new.groups[$0] == nil }) {
    if key.kind == .loading, moved.contains(key.name) { continue }
    let one = old.groups[key] ?? []
    let other = new.groups[key] ?? []
    if let change = change(key, one, other) { changes.append(change) }
  }
  return withoutConsequences(changes)
}

/// Parts by kind and name.
private struct PartGroups {
  struct Key: Hashable {
    var kind: MeaningPart.Kind
    var name: String
  }

  var order: [Key] = []
  var groups: [Key: [MeaningPart]] = [:]

  init(_ parts: [MeaningPart]) {
    for part in parts {
      let key = Key(kind: part.kind, name: part.name)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(part)
    }
  }

  /// What each module does when it is loaded.
  var loading: [String: [[UInt8]]] {
    var found: [String: [[UInt8]]] = [:]
    for (key, parts) in groups where key.kind == .loading { found[key.name] = parts.map(\.form) }
    return found
  }
}

/// The modules that do the same as before under another path.
private func movedLoading(_ old: PartGroups, _ new: PartGroups) -> Set<String> {
  let (before, after) = (old.loading, new.loading)
  var left = before.filter { after[$0.key] != $0.value }.map { (path: $0.key, forms: $0.value) }
  var moved: Set<String> = []
  for (path, forms) in after where before[path] == nil {
    guard let place = left.firstIndex(where: { $0.forms == forms && after[$0.path] == nil }) else {
      continue
    }
    moved.formUnion([path, left.remove(at: place).path])
  }
  return moved
}

private func change(
  _ key: PartGroups.Key, _ before: [MeaningPart], _ after: [MeaningPart]
) -> PartChange? {
  var (one, other) = (before, after)
  switch key.kind {
  case .param, .product, .resource, .setting, .environment:
    one.sort { $0.form.lexicographicallyPrecedes($1.form) }
    other.sort { $0.form.lexicographicallyPrecedes($1.form) }
  // Two functions of one name come in the order in which they are used.
  case .function, .classDefinition, .variable, .loading, .cell, .file, .kernel, .taskClass,
    .upstream:
    break
  }
  // Where one cell ends and the next begins says nothing.
  if key.kind == .cell, one.flatMap(\.form) == other.flatMap(\.form) {
    guard Set(one.flatMap(\.links)) != Set(other.flatMap(\.links)) else { return nil }
    return PartChange(
      kind: key.kind, name: key.name, before: one.first, after: other.first, isOfLinks: true)
  }
  if one.map(\.form) == other.map(\.form) {
    guard let place = zip(one, other).enumerated().first(where: { $1.0.links != $1.1.links })
    else { return nil }
    return PartChange(
      kind: key.kind, name: key.name, before: one[place.offset], after: other[place.offset],
      isOfLinks: true)
  }
  var first = 0
  while first < one.count, first < other.count, one[first].form == other[first].form { first += 1 }
  return PartChange(
    kind: key.kind, name: key.name, before: one.indices.contains(first) ? one[first] : nil,
    after: other.indices.contains(first) ? other[first] : nil)
}

/// Code that is used since, or no longer, is so because other code changed: then that is the reason.
private func withoutConsequences(_ changes: [PartChange]) -> [PartChange] {
  let isExplained = changes.contains { change in
    change.isCode && !change.isOfLinks && (change.before != nil && change.after != nil)
      || change.kind == .cell || change.kind == .setting || change.kind == .file
  }
  guard isExplained else { return changes }
  let kept = changes.filter { change in
    guard change.isCode, change.kind != .cell, change.kind != .file else { return true }
    return !change.isOfLinks && change.before != nil && change.after != nil
  }
  return kept.isEmpty ? changes : kept
}

extension PartChange {
  /// Whether it is about code, not about the specification.
  package var isCode: Bool {
    switch kind {
    case .function, .classDefinition, .variable, .loading, .cell, .file: true
    case .kernel, .taskClass, .product, .param, .resource, .setting, .upstream, .environment: false
    }
  }
}
