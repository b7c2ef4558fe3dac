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
    let text = tree.fragment.text
    guard tree.isASCII, debugWord.offset(in: text) == nil, futureWord.offset(in: text) == nil
    else { return false }
    var screen = PythonCodeScreen(tree: tree)
    return screen.passes()
  }

  private init(tree: PythonTree) { self.tree = tree }

  /// From the root on: parents come before children, and what stands behind comes first.
  private mutating func passes() -> Bool {
    for index in stride(from: tree.root, through: 1, by: -1) {
      let node = tree.nodes[index]
      while let last = around.last, node.start < last.text.lowerBound {
        cost -= last.cost
        around.removeLast()
      }
      guard isPlain(index, node) else { return false }
    }
    return !hasStars || starsStandWell()
  }

  private mutating func isPlain(_ index: Int, _ node: PythonNode) -> Bool {
    switch node.kind {
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
    case .call: return hasDifferentNames(index, .keyword)
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
    around.append(surrounding)
    cost += surrounding.cost
    return cost < 20
  }

  /// Whether the nearest function, class or loop around is one of this kind; a function's own loops do
  /// not count for a `return`.
  private func isInside(_ kind: Kind, _ start: UInt32) -> Bool {
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
    let count = tree.childCount(of: owner)
    var named = 0
    for position in 0..<count {
      let child = tree.child(position, of: owner)
      guard tree.nodes[child].kind == kind, kind == .parameter || tree.nodes[child].detail == 0
      else { continue }
      named += 1
      guard named <= 24 else { return false }
      for other in 0..<position {
        let before = tree.child(other, of: owner)
        guard tree.nodes[before].kind == kind, kind == .parameter || tree.nodes[before].detail == 0
        else { continue }
        if isSameName(Int(tree.nodes[child].start), Int(tree.nodes[before].start)) { return false }
      }
    }
    return true
  }

  private func isSameName(_ one: Int, _ other: Int) -> Bool {
    let text = tree.fragment.text.span
    var offset = 0
    while one + offset < text.count, other + offset < text.count {
      let (first, second) = (text[one + offset], text[other + offset])
      let goesOn = isIdentifierByte(first)
      guard goesOn == isIdentifierByte(second) else { return false }
      guard goesOn else { return true }
      guard first == second else { return false }
      offset += 1
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

private let debugWord = ByteSearch(Array("__debug__".utf8))
private let futureWord = ByteSearch(Array("__future__".utf8))
