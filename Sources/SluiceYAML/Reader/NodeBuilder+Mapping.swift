import SluiceCore

// What PyYAML's SafeConstructor does with collections: merges, keys, tags.
extension NodeBuilder {
  /// The mapping, merge keys applied; or the text, if it is an unquoted placeholder: the user meant
  /// text, and the stages behind can go on with it.
  mutating func mappingNode(
    _ children: [Child], tag: String?, isFlow: Bool, _ place: SourceRange
  ) -> Node {
    if isFlow, isPlaceholder(children, place) {
      let text = String(decoding: input.text[place.bytes], as: UTF8.self)
      notePlaceholder(place.bytes)
      reportValue(
        place, "'\(shown(text))' without quotes is a mapping, not a placeholder",
        help: "quote the whole value: \(inQuotes(text))")
      return Node(
        value: .scalar(Scalar(text: text, style: .plain, resolved: .string)), range: place)
    }
    var entries: [Node.Entry] = []
    var own: [Node.Entry] = []
    own.reserveCapacity(children.count / 2)
    var index = 0
    while index + 1 < children.count {
      let key = children[index]
      let value = children[index + 1].node
      index += 2
      if key.role == .merge {
        merge(value, into: &entries)
      } else {
        own.append(Node.Entry(key: key.node, value: value))
      }
    }
    guard !entries.isEmpty else {
      checkKeys(own)
      return Node(value: .mapping(own), range: place)
    }
    checkKeys(own)
    return Node(value: .mapping(joined(entries, own)), range: place)
  }

  /// A collection's tag must be one of its kind.
  mutating func checkTag(_ tag: String?, of node: Node) {
    guard let tag, tag != "!" else { return }
    let name = tag.hasPrefix("tag:yaml.org,2002:") ? tag.dropFirst(18) : ""
    let help: String
    switch name {
    case "seq", "omap", "pairs":
      if let items = node.sequence {
        guard name != "seq" else { return }
        for item in items where item.mapping?.count != 1 {
          reportValue(
            item.range, "an item of a list with the tag '!!\(name)' is a mapping with one key")
        }
        return
      }
      help = "a list"
    case "map", "set":
      if node.mapping != nil { return }
      help = "a mapping"
    case "null", "bool", "int", "float", "str", "timestamp", "binary", "merge", "value":
      help = "a scalar"
    default:
      if case .refused(let reason, let help) = unknownTag(tag) {
        reportValue(node.range, reason, help: help)
      }
      return
    }
    reportValue(node.range, "the tag '!!\(name)' demands \(help), and this is \(node.kindWords)")
  }

  /// `<<` and `=` are more than text only as keys; PyYAML has no value for them elsewhere.
  mutating func reportRole(_ child: Child) {
    let sign: String
    switch child.role {
    case .ordinary: return
    case .merge: sign = "<<"
    case .defaultValue: sign = "="
    }
    reportValue(
      child.node.range, "'\(sign)' is no value in YAML 1.1", help: "quote it: '\(sign)'")
  }

  private mutating func merge(_ value: Node, into entries: inout [Node.Entry]) {
    if let mapping = value.mapping {
      entries.append(contentsOf: mapping)
      return
    }
    guard let items = value.sequence else {
      reportValue(
        value.range, "'<<' merges a mapping or a list of mappings, and this is \(value.kindWords)",
        help: "name a mapping with an anchor: `<<: *name`")
      return
    }
    // The first of the list wins, so it comes last.
    for item in items.reversed() {
      if let mapping = item.mapping {
        entries.append(contentsOf: mapping)
      } else {
        reportValue(item.range, "'<<' merges mappings, and this is \(item.kindWords)")
      }
    }
  }

  /// Merged entries first, as in PyYAML; what replaces a merged entry takes its place.
  private func joined(_ merged: [Node.Entry], _ own: [Node.Entry]) -> [Node.Entry] {
    var entries: [Node.Entry] = []
    var positions: [KeyIdentity: Int] = [:]
    for entry in merged {
      guard let identity = KeyIdentity(entry.key) else { continue }
      if let position = positions[identity] {
        entries[position] = entry
      } else {
        positions[identity] = entries.count
        entries.append(entry)
      }
    }
    for entry in own {
      // A second own entry of the same key is kept beside the first: it has been reported.
      if let identity = KeyIdentity(entry.key),
        let position = positions.removeValue(forKey: identity)
      {
        entries[position] = entry
      } else {
        entries.append(entry)
      }
    }
    return entries
  }

  private mutating func checkKeys(_ entries: [Node.Entry]) {
    guard !areDifferentTexts(entries) else { return }
    var first: [KeyIdentity: SourceRange] = [:]
    for entry in entries {
      guard let identity = KeyIdentity(entry.key) else {
        if entry.key.scalar == nil {
          reportValue(
            entry.key.range, "\(entry.key.kindWords) cannot be a key",
            help: "write a plain word as the key")
        }
        continue
      }
      guard let known = first[identity] else {
        first[identity] = entry.key.range
        continue
      }
      diagnostics.append(
        Diagnostic(
          kind: .duplicateKey, range: entry.key.range,
          message: "the key '\(shown(entry.key.text))' stands twice; the last one counts",
          related: [Diagnostic.Related(range: known, message: "it stands here first")],
          help: "take one of the two out"))
    }
  }

  /// Whether each key is a text that no other is: so in nearly all mappings, and quick to tell of few keys.
  private func areDifferentTexts(_ entries: [Node.Entry]) -> Bool {
    guard entries.count <= 8 else { return false }
    for (index, entry) in entries.enumerated() {
      guard let text = entry.key.string else { return false }
      for other in entries[..<index] where other.key.text == text { return false }
    }
    return true
  }

  /// `{{name}}`: a mapping whose only key is a mapping whose only key has no value.
  private func isPlaceholder(_ children: [Child], _ place: SourceRange) -> Bool {
    guard children.count == 2, children[1].node.isNull, children[1].node.text.isEmpty,
      let inner = children[0].node.mapping, inner.count == 1,
      inner[0].key.scalar != nil, inner[0].value.isNull, inner[0].value.text.isEmpty
    else { return false }
    let text = input.text[place.bytes]
    return !text.contains(0x0A) && !text.contains(0x0D) && text.starts(with: "{{".utf8)
      && text.suffix(2).elementsEqual("}}".utf8)
  }
}
