import SluiceCore

/// One quick look over a text that tells of most code that CPython's compiler has nothing against it.
/// Whatever it does not know well, it leaves to `PythonCodeCheck`.
struct PythonCodeScreen {
  /// What a statement may stand in.
  private enum Kind { case function, classBody, loop, block }

  private struct Surrounding {
    var kind: Kind
    /// The statements inside.
    var text: Range<UInt32>
    /// How many blocks of CPython's frame it costs at most.
    var cost: Int
  }

  private let tree: PythonTree
  /// What stands around the node that is looked at, and around some of those before it.
  private var around: [Surrounding] = []
  private var cost = 0
  private var hasStars = false

  /// Whether nothing is wrong, for sure.
  static func passes(_ tree: PythonTree) -> Bool {
    guard tree.isASCII, tree.symbols.known("__debug__") == nil,
      tree.symbols.known("__future__") == nil
    else { return false }
    var screen = PythonCodeScreen(tree: tree)
    return screen.passes()
  }

  private init(tree: PythonTree) { self.tree = tree }

  /// From the root on: parents come before children, and what stands behind comes first.
  private mutating func passes() -> Bool {
    let nodes = tree.nodes
    var index = tree.root
    while index >= 1 {
      // Most nodes.
      let isSimple =
        nodes[index].isPlain && nodes[index].kind != .call && nodes[index].kind != .starred
      guard isSimple || isPlain(index) else { return false }
      index -= 1
    }
    return !hasStars || starsStandWell()
  }

  private mutating func isPlain(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    switch node.kind {
    case .call: return hasDifferentNames(index, .keyword)
    case .yieldExpression, .yieldFrom, .awaitExpression, .namedExpression, .matchStatement,
      .globalStatement, .nonlocalStatement, .typeAlias, .typeVariable, .parameterSpecification,
      .typeVariableTuple, .magic, .error:
      return false
    case .functionDef:
      guard node.detail != 1, hasDifferentNames(tree.child(2, of: index), .parameter) else {
        return false
      }
      return enter(.function, tree.child(4, of: index), cost: 0)
    case .lambda: return hasDifferentNames(tree.child(0, of: index), .parameter)
    case .classDef:
      guard hasDifferentNames(tree.child(2, of: index), .keyword) else { return false }
      return enter(.classBody, tree.child(3, of: index), cost: 0)
    case .forStatement:
      return node.detail != 1 && enter(.loop, tree.child(2, of: index), cost: 1)
    case .whileStatement: return enter(.loop, tree.child(1, of: index), cost: 1)
    case .withStatement:
      let items = tree.childCount(of: tree.child(0, of: index))
      return node.detail != 1 && enter(.block, tree.child(1, of: index), cost: items)
    case .tryStatement: return node.detail != 1 && handlersEndWell(index) && enter(node, cost: 3)
    case .comprehension: return node.detail != 1
    case .returnStatement: return isInside(.function, node.start)
    case .breakStatement, .continueStatement: return isInside(.loop, node.start)
    case .importFrom:
      return !tree.children(of: index).dropFirst().contains { link in
        let name = tree.nodes[tree.child(0, of: Int(link))]
        return tree.fragment.text[Int(name.start)] == UInt8(ascii: "*")
      }
    case .starred:
      hasStars = true
      return node.detail != PythonContext.store.rawValue
    default: return true
    }
  }

  // MARK: Blocks

  private mutating func enter(_ kind: Kind, _ block: Int, cost: Int) -> Bool {
    let value = tree.nodes[block]
    return enter(
      Surrounding(kind: kind, text: value.start..<max(value.start, value.end), cost: cost))
  }

  private mutating func enter(_ statement: PythonNode, cost: Int) -> Bool {
    let text = statement.start..<max(statement.start, statement.end)
    return enter(Surrounding(kind: .block, text: text, cost: cost))
  }

  /// CPython takes 20 blocks inside each other.
  private mutating func enter(_ surrounding: Surrounding) -> Bool {
    leave(surrounding.text.lowerBound)
    around.append(surrounding)
    cost += surrounding.cost
    return cost < 20
  }

  /// Forgets what stands behind the node that begins at `start`.
  private mutating func leave(_ start: UInt32) {
    while let last = around.last, start < last.text.lowerBound {
      cost -= last.cost
      around.removeLast()
    }
  }

  /// Whether the nearest function, class or loop around is one of this kind; a function's own loops do
  /// not count for a `return`.
  private mutating func isInside(_ kind: Kind, _ start: UInt32) -> Bool {
    leave(start)
    for surrounding in around.reversed() where surrounding.text.contains(start) {
      switch surrounding.kind {
      case kind: return true
      case .function, .classBody: return false
      case .loop, .block: continue
      }
    }
    return false
  }

  /// Only the last handler may take every exception.
  private func handlersEndWell(_ node: Int) -> Bool {
    let handlers = tree.child(1, of: node)
    for position in 0..<max(0, tree.childCount(of: handlers) - 1)
    where tree.child(0, of: tree.child(position, of: handlers)) == 0 {
      return false
    }
    return true
  }

  // MARK: Names and stars

  /// Whether the children of a kind have names that differ. Many of them are left to others.
  private func hasDifferentNames(_ owner: Int, _ kind: PythonNodeKind) -> Bool {
    guard owner != 0 else { return true }
    let (nodes, links) = (tree.nodes, tree.links.span)
    let first = Int(nodes[owner].firstLink)
    let end = first + Int(nodes[owner].linkCount)
    var named = 0
    var link = first
    while link < end {
      let child = Int(links[link])
      link += 1
      guard nodes[child].kind == kind, kind == .parameter || nodes[child].detail == 0 else {
        continue
      }
      named += 1
      guard named <= 24 else { return false }
      if named == 1 { continue }
      for other in first..<link - 1 {
        let before = Int(links[other])
        if nodes[before].kind == kind, nodes[before].symbol == nodes[child].symbol { return false }
      }
    }
    return true
  }

  /// Stars may stand in displays, calls, classes' bases, subscripts and signatures.
  private func starsStandWell() -> Bool {
    for index in tree.nodes.indices {
      switch tree.nodes[index].kind {
      case .tuple, .listDisplay, .set, .call, .list, .subscripted, .parameter: continue
      default: break
      }
      for position in 0..<tree.childCount(of: index)
      where tree.nodes[tree.child(position, of: index)].kind == .starred {
        return false
      }
    }
    return true
  }
}
