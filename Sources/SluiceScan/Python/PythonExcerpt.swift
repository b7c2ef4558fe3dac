import SluiceCore

/// A function's text with all of its module that it needs: what can run without the module.
package struct PythonExcerpt: Hashable, Sendable {
  /// Whole statements of the module in their order; each begins a line.
  package var text: String
  /// Names that the text reads and that nothing in the module binds, sorted.
  package var missing: [String]
  /// Whether calling the function gives a coroutine.
  package var isAsync: Bool
}

/// The excerpt for the function of the top level, or of a statement there, whose name stands at `offset`
/// of the file; `nil` where there is none. The statement that defines it is taken, then whatever binds
/// names that those statements read, or changes what they stand for (`logging.basicConfig(…)`), and so
/// on. Linear in the module, apart from sorting.
package func pythonExcerpt(ofFunctionAt offset: Int, in tree: PythonTree) -> PythonExcerpt? {
  PythonExcerptDraft(tree).excerpt(tree.fragment.textOffset(ofFileOffset: offset))
}

private struct PythonExcerptDraft {
  private let tree: PythonTree
  /// The statements of the top level, and what each binds there.
  private var texts: [Range<Int>] = []
  private var bound: [[String]] = []
  /// Positions of the statements that bind a name, and of those that only change what it stands for.
  private var binders: [String: [Int]] = [:]
  private var changes: [String: [Int]] = [:]
  private var stars: [Int] = []
  private var taken: Set<Int> = []
  private var open: [Int] = []
  private var missing: Set<String> = []

  init(_ tree: PythonTree) {
    self.tree = tree
    for link in tree.children(of: tree.root) { add(Int(link)) }
  }

  private mutating func add(_ node: Int) {
    let position = texts.count
    var names: [String] = []
    switch tree.nodes[node].kind {
    case .functionDef, .classDef:
      texts.append(pythonFunctionNodes(node, in: tree).text)
      names = [tree.identifier(at: Int(tree.nodes[node].payload))]
    case .importFrom where tree.dottedName(of: tree.child(0, of: node)) == "__future__":
      texts.append(tree.nodes[node].range)
      take(position)
    default:
      texts.append(tree.nodes[node].range)
      let bound = PythonBoundNames(in: tree.subtree(of: node), of: tree)
      names = bound.names
      if bound.lastStar >= 0 { stars.append(position) }
      if let name = changedName(node) { changes[name, default: []].append(position) }
    }
    for name in names { binders[name, default: []].append(position) }
    bound.append(names)
  }

  /// The name whose value a statement calls or writes into: `name.x.y(…)`, `name[…] = …`
  private func changedName(_ statement: Int) -> String? {
    var node = tree.child(0, of: statement)
    switch tree.nodes[statement].kind {
    case .expressionStatement: guard tree.nodes[node].kind == .call else { return nil }
    case .assign, .augmentedAssign, .annotatedAssign: break
    default: return nil
    }
    while true {
      switch tree.nodes[node].kind {
      case .call, .attribute, .subscripted: node = tree.child(0, of: node)
      case .name: return tree.identifier(at: tree.nodes[node].range.lowerBound)
      default: return nil
      }
    }
  }

  consuming func excerpt(_ offset: Int) -> PythonExcerpt? {
    guard
      let function = tree.nodes.indices.first(where: {
        tree.nodes[$0].kind == .functionDef && Int(tree.nodes[$0].payload) == offset
      }),
      let home = texts.indices.first(where: { texts[$0].contains(offset) })
    else { return nil }
    take(home)
    while let position = open.popLast() { takeWhatNeeds(position) }
    let parts = taken.sorted().map {
      String(decoding: tree.fragment.text[texts[$0]], as: UTF8.self)
    }
    return PythonExcerpt(
      text: parts.joined(separator: "\n") + "\n", missing: missing.sorted(),
      isAsync: tree.nodes[function].detail == 1)
  }

  private mutating func take(_ position: Int) {
    if taken.insert(position).inserted { open.append(position) }
  }

  private mutating func takeWhatNeeds(_ position: Int) {
    let text = Array(tree.fragment.text[texts[position]])
    let own = parsePython(Fragment(verbatim: text), file: tree.file, mode: .module)
    let unknown = undefinedNames(in: own).filter {
      switch $0.kind {
      case .undefined, .undecided: true
      case .beforeAssignment, .export: false
      }
    }
    // What a statement binds may be changed behind it.
    var wanted = Set(unknown.map(\.name)).union(bound[position])
    for node in own.nodes.indices where own.nodes[node].kind == .globalStatement {
      for link in own.children(of: node) {
        wanted.insert(own.identifier(at: own.nodes[Int(link)].range.lowerBound))
      }
    }
    for name in wanted {
      guard let binders = binders[name] else { continue }
      for other in binders + (changes[name] ?? []) { take(other) }
    }
    let unbound = unknown.map(\.name).filter { binders[$0] == nil }
    guard !unbound.isEmpty else { return }
    // A star import may bind them.
    if stars.isEmpty { missing.formUnion(unbound) }
    for star in stars { take(star) }
  }
}
