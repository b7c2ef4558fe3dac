package import SluiceCore

/// One place where a Python text spells a name, whatever it stands for there.
package struct PythonWord: Hashable, Sendable {
  /// In NFKC.
  package var name: String
  /// The name.
  package var range: SourceRange
  /// Whether an assignment gives the name a value here, be it a variable's or an attribute's.
  package var isAssigned: Bool
  /// Whether the assignment has an annotation.
  package var isAnnotated: Bool
}

/// Every name that a text spells, by offset: variables, attributes, arguments, modules, definitions.
/// Names in texts and comments do not count. Linear in the text, apart from sorting.
package func pythonWords(in tree: PythonTree) -> [PythonWord] {
  var assigned: Set<Int> = []
  var annotated: Set<Int> = []
  for node in tree.nodes.indices {
    switch tree.nodes[node].kind {
    case .assign:
      for link in tree.children(of: node).dropLast() { collectTargets(Int(link), tree, &assigned) }
    case .augmentedAssign: collectTargets(tree.child(0, of: node), tree, &assigned)
    case .annotatedAssign: collectTargets(tree.child(0, of: node), tree, &annotated)
    default: break
    }
  }
  var offsets: [Int] = []
  forEachWord(in: tree, tree.nodes.indices) { offsets.append($0) }
  return offsets.sorted().compactMap { offset in
    let range = tree.identifierRange(at: offset)
    guard !range.isEmpty else { return nil }
    return PythonWord(
      name: tree.identifier(at: offset), range: tree.place(range),
      isAssigned: assigned.contains(offset) || annotated.contains(offset),
      isAnnotated: annotated.contains(offset))
  }
}

/// Which of `names`, in NFKC, the text spells as `pythonWords` has them, in all of it or in a stretch of
/// its nodes. Linear in what is read.
package func pythonWords(
  among names: [String], in tree: PythonTree, nodes: Range<Int>? = nil
) -> Set<String> {
  /// Those that were not found yet.
  var wanted: [(symbol: UInt32, name: String)] = []
  /// Which symbols may be wanted, by their lowest bits. Number 0 is that of dotted names.
  var bits: UInt64 = 1
  for name in names {
    guard let known = tree.symbols.known(name), known != 0 else { continue }
    let symbol = UInt32(truncatingIfNeeded: known)
    if wanted.contains(where: { $0.symbol == symbol }) { continue }
    wanted.append((symbol, name))
    bits |= 1 << UInt64(symbol & 63)
  }
  var found: Set<String> = []
  func note(_ symbol: UInt32) {
    guard let place = wanted.firstIndex(where: { $0.symbol == symbol }) else { return }
    found.insert(wanted.remove(at: place).name)
  }
  if wanted.isEmpty { return found }
  let all = tree.nodes
  for index in nodes ?? tree.nodes.indices {
    let symbol = all[index].symbol
    // Most are not.
    guard bits >> UInt64(symbol & 63) & 1 == 1 else { continue }
    if symbol != 0 {
      note(symbol)
    } else if all[index].kind == .dottedName {
      for start in wordStarts(in: tree, all[index].range) {
        note(UInt32(truncatingIfNeeded: tree.symbols.known(at: start, in: tree) ?? 0))
      }
    }
    if wanted.isEmpty { break }
  }
  return found
}

/// Where the words begin, in the order of their nodes.
@inline(__always)
private func forEachWord(in tree: PythonTree, _ nodes: Range<Int>, _ body: (Int) -> Void) {
  for node in nodes {
    let value = tree.nodes[node]
    switch value.kind {
    case .name, .identifier, .keyword, .parameter, .keywordPattern:
      if value.kind != .keyword || value.detail != 1 { body(value.range.lowerBound) }
    case .attribute, .functionDef, .classDef, .alias, .exceptHandler, .matchMapping, .matchStar,
      .matchAs, .typeVariable, .parameterSpecification, .typeVariableTuple:
      if value.payload != 0 { body(Int(value.payload)) }
    case .dottedName: wordStarts(in: tree, value.range).forEach(body)
    default: break
    }
  }
}

private func collectTargets(_ target: Int, _ tree: PythonTree, _ assigned: inout Set<Int>) {
  var open = [target]
  while let node = open.popLast() {
    let value = tree.nodes[node]
    switch value.kind {
    case .name: assigned.insert(value.range.lowerBound)
    case .attribute: assigned.insert(Int(value.payload))
    case .tuple, .listDisplay, .starred: open += tree.children(of: node).map(Int.init)
    default: break
    }
  }
}

private func wordStarts(in tree: PythonTree, _ range: Range<Int>) -> [Int] {
  var starts: [Int] = []
  var isInside = false
  for offset in range.clamped(to: 0..<tree.fragment.text.count) {
    let isWord = isIdentifierByte(tree.fragment.text[offset])
    if isWord, !isInside { starts.append(offset) }
    isInside = isWord
  }
  return starts
}
