import SluiceYAML

/// A place at which two values differ.
struct ValueChange: Hashable {
  /// Keys, and the names of a list's elements.
  var path: [String]
  /// `nil` where only the new value has something here.
  var old: YAMLValue?
  /// `nil` where only the old value has something here.
  var new: YAMLValue?

  /// What became of it, behind the words for what it is: `a → b`.
  var words: String {
    switch (old, new) {
    case (nil, nil): ""
    case (nil, let new?): "is new" + (shortText(new.element(path.last)).map { ": \($0)" } ?? "")
    case (_?, nil): "is gone"
    case (let old?, let new?):
      if let old = shortText(old), let new = shortText(new) {
        "\(old) → \(new)"
      } else {
        "is another one"
      }
    }
  }
}

/// The places at which two meanings differ, in the order of their keys; lists whose elements have names
/// are compared element by element.
func valueChanges(
  _ old: YAMLValue?, _ new: YAMLValue?, at path: [String] = []
) -> [ValueChange] {
  guard old != new else { return [] }
  guard let old, let new else { return [ValueChange(path: path, old: old, new: new)] }
  if case .mapping(let before) = old, case .mapping(let after) = new {
    return entryChanges(before, after, at: path)
  }
  if case .sequence(let before) = old, case .sequence(let after) = new,
    let before = named(before), let after = named(after)
  {
    let changes = entryChanges(before, after, at: path)
    // The same elements in another order.
    if !changes.isEmpty { return changes }
  }
  return [ValueChange(path: path, old: old, new: new)]
}

private func entryChanges(
  _ before: [YAMLEntry], _ after: [YAMLEntry], at path: [String]
) -> [ValueChange] {
  let old = Dictionary(before.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  let new = Dictionary(after.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  let keys = before.map(\.key) + after.map(\.key).filter { old[$0] == nil }
  return keys.flatMap { valueChanges(old[$0], new[$0], at: path + [$0]) }
}

/// The elements by what tells them apart: a mount's path, a name; `nil` where some have none, or two the
/// same.
private func named(_ items: [YAMLValue]) -> [YAMLEntry]? {
  var names: Set<String> = []
  var entries: [YAMLEntry] = []
  for item in items {
    guard case .string(let name)? = item["mountPath"] ?? item["name"],
      names.insert(name).inserted
    else { return nil }
    entries.append(YAMLEntry(name, item))
  }
  return entries
}

extension YAMLValue {
  /// An element of a list that is known as `name`, without that name; of a name and a value the value.
  fileprivate func element(_ name: String?) -> YAMLValue {
    guard case .mapping(let entries) = self, let name else { return self }
    let rest = entries.filter { $0.value != .string(name) }
    if rest.isEmpty { return self }
    return rest.count == 1 && rest[0].key == "value" ? rest[0].value : .mapping(rest)
  }
}

/// The value on one line if it is short: texts without lines, numbers, and lists and mappings of those.
func shortText(_ value: YAMLValue?) -> String? {
  let text: String
  switch value {
  case nil: return nil
  case .null?: text = "nothing"
  case .bool(let value)?: text = "\(value)"
  case .int(let value)?: text = "\(value)"
  case .string(let value)?, .block(let value)?:
    if value.utf8.contains(0x0A) { return nil }
    text = value.isEmpty ? "''" : value
  case .sequence(let items)?:
    let texts = items.prefix(20).compactMap(shortText)
    guard texts.count == items.count else { return nil }
    text = "[" + texts.joined(separator: ", ") + "]"
  case .mapping(let entries)?:
    let texts = entries.prefix(20).compactMap { entry in
      shortText(entry.value).map { "\(entry.key): \($0)" }
    }
    guard texts.count == entries.count else { return nil }
    text = "{" + texts.joined(separator: ", ") + "}"
  }
  return text.utf8.count <= 80 ? text : nil
}
