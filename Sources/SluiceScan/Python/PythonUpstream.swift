import SluiceCore

/// The upstream references in a range of nodes that is a function's whole text, by offset: what
/// Ploomber finds (every `upstream['name']`), and what hides from it.
func pythonUpstream(
  in range: Range<Int>, of tree: PythonTree, isParameter: Bool
) -> [UpstreamReference] {
  let uses = upstreamNames(in: range, of: tree)
  guard !uses.isEmpty else { return [] }
  let parents = parents(of: range, in: tree)
  func parent(_ node: Int) -> Int { parents[node - range.lowerBound] }
  var references: [UpstreamReference] = []
  var whole: SourceRange?
  for use in uses {
    let owner = parent(use)
    let kind = tree.nodes[owner].kind
    if kind == .subscripted, tree.child(0, of: owner) == use {
      references.append(keyReference(owner, in: tree))
    } else if kind == .attribute, let reference = get(owner, call: parent(owner), in: tree) {
      references.append(reference)
    } else if whole == nil, tree.nodes[use].detail == PythonContext.load.rawValue,
      !isTested(use, in: tree, parent)
    {
      whole = tree.place(of: use)
    }
  }
  if references.isEmpty, isParameter, let whole { references.append(.dynamic(.whole, whole)) }
  return references.sorted { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
}

/// Whether a node is the plain name `upstream`.
func isUpstreamName(_ node: Int, in tree: PythonTree) -> Bool {
  let value = tree.nodes[node]
  guard value.kind == .name, value.end &- value.start >= 8 else { return false }
  return tree.isIdentifier(value.range, "upstream")
}

private func upstreamNames(in range: Range<Int>, of tree: PythonTree) -> [Int] {
  var uses: [Int] = []
  for node in range where isUpstreamName(node, in: tree) { uses.append(node) }
  return uses
}

/// The parent of each node of a range; 0 for its root.
private func parents(of range: Range<Int>, in tree: PythonTree) -> [Int] {
  var parents = [Int](repeating: 0, count: range.count)
  for node in range {
    for link in tree.children(of: node) where range.contains(Int(link)) {
      parents[Int(link) - range.lowerBound] = node
    }
  }
  return parents
}

private func keyReference(_ node: Int, in tree: PythonTree) -> UpstreamReference {
  let key = tree.child(1, of: node)
  guard let text = tree.stringValue(of: key) else {
    return .dynamic(.computedKey, tree.place(of: node))
  }
  return UpstreamReference(key: text, range: tree.place(of: key))
}

/// `upstream.get(…)`, whose attribute is `attribute`.
private func get(_ attribute: Int, call: Int, in tree: PythonTree) -> UpstreamReference? {
  let name = tree.identifierRange(at: Int(tree.nodes[attribute].payload))
  guard tree.isIdentifier(name, "get"), tree.nodes[call].kind == .call,
    tree.child(0, of: call) == attribute
  else { return nil }
  let key = tree.stringValue(of: tree.child(1, of: call))
  return .dynamic(.get(key.map { TaskName($0) }), tree.place(of: call))
}

/// Whether a use only asks if there is any upstream, or how many: `upstream is None`, `not upstream`,
/// `if upstream`, `len(upstream)`.
private func isTested(_ use: Int, in tree: PythonTree, _ parent: (Int) -> Int) -> Bool {
  var node = use
  var owner = parent(node)
  while tree.nodes[owner].kind == .booleanOperation {
    node = owner
    owner = parent(node)
  }
  let value = tree.nodes[owner]
  switch value.kind {
  case .compare:
    return tree.children(of: owner).contains { tree.nodes[Int($0)].kind == .noneLiteral }
  case .unaryOperation: return value.detail == PythonOperator.not.rawValue
  case .ifStatement, .whileStatement, .conditional, .assertStatement:
    return tree.child(0, of: owner) == node
  case .comprehension:
    return tree.child(0, of: owner) != node && tree.child(1, of: owner) != node
  case .call:
    let callee = tree.child(0, of: owner)
    let name = tree.text(of: callee)
    return tree.nodes[callee].kind == .name && tree.child(1, of: owner) == node
      && (name.elementsEqual("len".utf8) || name.elementsEqual("bool".utf8))
  default: return false
  }
}
