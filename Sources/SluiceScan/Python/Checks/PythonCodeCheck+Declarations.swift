import SluiceCore

extension PythonCodeCheck {
  /// A name in a scope.
  private struct Symbol: Hashable {
    var scope: Int
    var name: String
  }

  /// How a scope has used a name, by the offsets where it first did.
  private struct Uses {
    var isParameter = false
    var read = Int.max
    var bound = Int.max
    var annotated = Int.max
  }

  /// The statements `global` and `nonlocal` against everything else that their scopes do.
  mutating func checkDeclarations() {
    var declared: [Symbol: [(statement: Int, word: PythonCodeError.Word)]] = [:]
    var names: Set<String> = []
    var order: [Symbol] = []
    for node in tree.nodes.indices {
      let word: PythonCodeError.Word
      switch tree.nodes[node].kind {
      case .globalStatement: word = .global
      case .nonlocalStatement: word = .nonlocal
      default: continue
      }
      for link in tree.children(of: node) {
        let name = tree.identifier(at: tree.nodes[Int(link)].range.lowerBound)
        let symbol = Symbol(scope: Int(scopes.scopeOf[node]), name: name)
        if declared[symbol] == nil { order.append(symbol) }
        declared[symbol, default: []].append((node, word))
        names.insert(name)
      }
    }
    guard !declared.isEmpty else { return }
    let uses = uses(of: names)
    for symbol in order {
      let statements = declared[symbol] ?? []
      let use = uses[symbol] ?? Uses()
      for (statement, word) in statements {
        let start = tree.nodes[statement].range.lowerBound
        if use.isParameter {
          report(.globalParameter(name: symbol.name, word: word), statement, .symbols)
        } else if use.read < start {
          report(.declaredAfterUse(name: symbol.name, word: word), statement, .symbols)
        } else if use.annotated < start {
          report(.declaredAnnotated(name: symbol.name, word: word), statement, .symbols)
        } else if use.bound < start {
          report(.declaredAfterAssignment(name: symbol.name, word: word), statement, .symbols)
        }
      }
      guard let first = statements.first else { continue }
      let words = Set(statements.map(\.word))
      if words.count == 2 {
        report(.globalAndNonlocal(name: symbol.name), first.statement, .analysis)
      } else if first.word == .nonlocal {
        checkNonlocal(symbol, first.statement, declared)
      }
    }
    checkAnnotations(declared)
  }

  /// `x: int` behind `global x`.
  private mutating func checkAnnotations(
    _ declared: [Symbol: [(statement: Int, word: PythonCodeError.Word)]]
  ) {
    for node in tree.nodes.indices where tree.nodes[node].kind == .annotatedAssign {
      let target = tree.child(0, of: node)
      let scope = Int(scopes.scopeOf[node])
      guard tree.nodes[node].detail == 1, tree.nodes[target].kind == .name, scope != 0 else {
        continue
      }
      let start = tree.nodes[target].range.lowerBound
      let symbol = Symbol(scope: scope, name: tree.identifier(at: start))
      let before = declared[symbol]?.first { tree.nodes[$0.statement].range.lowerBound < start }
      guard let before else { continue }
      report(.declaredAnnotated(name: symbol.name, word: before.word), node, .symbols)
    }
  }

  private mutating func checkNonlocal(
    _ symbol: Symbol, _ statement: Int,
    _ declared: [Symbol: [(statement: Int, word: PythonCodeError.Word)]]
  ) {
    guard symbol.scope != 0 else { return report(.nonlocalInModule, statement, .analysis) }
    var index = scopes.scopes[symbol.scope].parent
    while index > 0 {
      let scope = scopes.scopes[index]
      if scope.kind == .classBody {
        if symbol.name == "__class__" { return }
      } else if let outer = declared[Symbol(scope: index, name: symbol.name)] {
        // The outer statement answers for a `nonlocal` of its own.
        if outer.contains(where: { $0.word == .nonlocal }) { return }
        break
      } else if scopes.binds(symbol.name, in: index) {
        return
      }
      index = scope.parent
    }
    report(.nonlocalUnbound(name: symbol.name), statement, .analysis)
  }

  /// Where each scope first reads and binds the names. An import's binding counts for nothing here.
  private func uses(of names: Set<String>) -> [Symbol: Uses] {
    var uses: [Symbol: Uses] = [:]
    for node in tree.nodes.indices {
      let value = tree.nodes[node]
      var offset = value.range.lowerBound
      switch value.kind {
      case .name, .parameter: break
      case .functionDef, .classDef, .exceptHandler, .matchAs, .matchStar, .matchMapping:
        offset = Int(value.payload)
      default: continue
      }
      guard offset != 0 || value.kind == .name || value.kind == .parameter else { continue }
      let name = tree.identifier(at: offset)
      guard names.contains(name) else { continue }
      var scope = Int(scopes.scopeOf[node])
      let owner = scopes.parent(node)
      if tree.nodes[owner].kind == .namedExpression, tree.child(0, of: owner) == node {
        while scopes.scopes[scope].kind == .comprehension { scope = scopes.scopes[scope].parent }
      }
      let symbol = Symbol(scope: scope, name: name)
      let isAnnotated =
        tree.nodes[owner].kind == .annotatedAssign && tree.child(0, of: owner) == node
        && tree.nodes[owner].detail == 1
      if value.kind == .parameter {
        uses[symbol, default: Uses()].isParameter = true
      } else if value.kind == .name, value.detail == PythonContext.load.rawValue {
        uses[symbol, default: Uses()].read = min(uses[symbol]?.read ?? .max, offset)
      } else if isAnnotated {
        uses[symbol, default: Uses()].annotated = min(uses[symbol]?.annotated ?? .max, offset)
      } else {
        uses[symbol, default: Uses()].bound = min(uses[symbol]?.bound ?? .max, offset)
      }
    }
    return uses
  }
}
