import SluiceCore

extension PythonCodeCheck {
  /// The pattern of one `case`.
  mutating func checkCase(_ node: Int) {
    let cases = scopes.parent(node)
    let isLast = tree.children(of: cases).last == UInt32(node)
    var names: Set<String> = []
    checkPattern(
      tree.child(0, of: node), &names, mayTakeAll: isLast || tree.child(1, of: node) != 0)
  }

  /// Adds what a pattern binds. The parser limits how deep patterns nest.
  private mutating func checkPattern(_ node: Int, _ names: inout Set<String>, mayTakeAll: Bool) {
    let value = tree.nodes[node]
    switch value.kind {
    case .matchAs:
      let inner = tree.child(0, of: node)
      let name = value.payload == 0 ? nil : tree.identifier(at: Int(value.payload))
      if inner == 0, !mayTakeAll { report(.patternUnreachable(name: name), node) }
      if inner != 0 { checkPattern(inner, &names, mayTakeAll: mayTakeAll) }
      store(Int(value.payload), node, &names)
    case .matchStar: store(Int(value.payload), node, &names)
    case .matchSequence:
      let stars = tree.children(of: node).count { tree.nodes[Int($0)].kind == .matchStar }
      if stars > 1 { report(.patternStars, node) }
      for link in tree.children(of: node) { checkPattern(Int(link), &names, mayTakeAll: true) }
    case .matchMapping:
      checkKeys(node)
      let children = Array(tree.children(of: node))
      for position in stride(from: 1, to: children.count, by: 2) {
        checkPattern(Int(children[position]), &names, mayTakeAll: true)
      }
      store(Int(value.payload), node, &names)
    case .matchClass:
      var attributes: Set<String> = []
      for link in tree.children(of: node).dropFirst() {
        let part = Int(link)
        guard tree.nodes[part].kind == .keywordPattern else {
          checkPattern(part, &names, mayTakeAll: true)
          continue
        }
        let attribute = tree.identifier(at: tree.nodes[part].range.lowerBound)
        let inner = tree.child(0, of: part)
        if attribute == "__debug__" { report(.assignsDebug, inner) }
        if !attributes.insert(attribute).inserted {
          report(.patternRepeatsAttribute(name: attribute), inner)
        }
        checkPattern(inner, &names, mayTakeAll: true)
      }
    case .matchOr: checkAlternatives(node, &names, mayTakeAll: mayTakeAll)
    default: break
    }
  }

  private mutating func store(_ name: Int, _ node: Int, _ names: inout Set<String>) {
    guard name != 0 else { return }
    let text = tree.identifier(at: name)
    if text == "__debug__" { return report(.assignsDebug, node) }
    if !names.insert(text).inserted { report(.patternRepeatsName(name: text), node) }
  }

  private mutating func checkAlternatives(
    _ node: Int, _ names: inout Set<String>, mayTakeAll: Bool
  ) {
    let children = tree.children(of: node)
    var first: Set<String>?
    for (position, link) in children.enumerated() {
      var own: Set<String> = []
      checkPattern(Int(link), &own, mayTakeAll: mayTakeAll && position == children.count - 1)
      if let first, first != own { report(.patternNamesDiffer, node) }
      first = first ?? own
    }
    for name in (first ?? []).sorted() where !names.insert(name).inserted {
      report(.patternRepeatsName(name: name), node)
    }
  }

  /// Two keys that are equal; what is no literal is compared only when the program runs.
  private mutating func checkKeys(_ node: Int) {
    var known: Set<String> = []
    let children = Array(tree.children(of: node))
    for position in stride(from: 0, to: children.count, by: 2) {
      let key = Int(children[position])
      guard let text = literalKey(key) else { continue }
      if !known.insert(text).inserted {
        let isText = tree.nodes[tree.child(0, of: key)].kind == .string
        let shown = isText ? text : String(decoding: tree.text(of: key), as: UTF8.self)
        report(.patternRepeatsKey(key: shown), node)
      }
    }
  }

  /// `1.0` is `1`, and `0j` is `0`.
  private func numberKey(_ node: Int) -> String {
    var text = String(decoding: tree.text(of: node).filter { $0 != 0x5F }, as: UTF8.self)
    let isImaginary = text.utf8.last.map { $0 | 0x20 == UInt8(ascii: "j") } == true
    if isImaginary { text.removeLast() }
    if let value = Double(text), value.magnitude < 1e15, value == value.rounded(),
      isImaginary ? value == 0 : true
    {
      return String(Int(value))
    }
    return isImaginary ? text + "j" : text
  }

  /// A text that is the same for equal keys: `1` and `True` are one key, and so are `0` and `-0`.
  private func literalKey(_ node: Int) -> String? {
    let value = tree.nodes[node]
    switch value.kind {
    case .matchValue: return literalKey(tree.child(0, of: node))
    case .string:
      guard let text = tree.stringValue(of: node) else {
        return "b'" + tree.codePoints(ofString: node).map { String($0) }.joined(separator: ",")
          + "'"
      }
      return "'\(text)'"
    case .trueLiteral: return "1"
    case .falseLiteral: return "0"
    case .noneLiteral: return "None"
    case .matchSingleton: return ["None", "1", "0"][min(2, Int(value.detail))]
    case .number: return numberKey(node)
    case .unaryOperation:
      guard value.detail == PythonOperator.minus.rawValue,
        let text = literalKey(tree.child(0, of: node))
      else { return nil }
      return text == "0" ? text : "-" + text
    default: return nil
    }
  }
}
