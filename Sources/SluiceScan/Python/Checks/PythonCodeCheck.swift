import SluiceCore

/// Goes through the arena from the root on, parents before children, and keeps for each node what
/// stands around it.
struct PythonCodeCheck {
  /// CPython's order: the future's features, the table of symbols, what that table says, the code.
  enum Stage: Int, Comparable {
    case future, symbols, analysis, code
    static func < (first: Stage, second: Stage) -> Bool { first.rawValue < second.rawValue }
  }

  /// What stands around a node, as far as its own function or class goes.
  struct Surroundings: OptionSet {
    let rawValue: UInt8
    /// The nearest of the two around a statement.
    static let loop = Surroundings(rawValue: 1)
    static let exceptStar = Surroundings(rawValue: 2)
    /// Some `except*` block, however far.
    static let anyExceptStar = Surroundings(rawValue: 4)
    static let iterable = Surroundings(rawValue: 8)
    static let annotation = Surroundings(rawValue: 16)
    /// The annotation of a function's own variable: no code is made of it.
    static let unused = Surroundings(rawValue: 32)
  }

  let tree: PythonTree
  let isNotebook: Bool
  let scopes: PythonScopeMap
  var around: [Surroundings]
  /// How many blocks lie around a statement in its function.
  var blocks: [UInt8]
  var found: [(stage: Stage, error: PythonCodeError)] = []
  /// Where the statements end that may come before the future's imports.
  var futureEnd = 0
  var symbols = PythonSymbols()
  var postponesAnnotations = false
  /// The names of comprehensions' loops, as they were asked for.
  var loops: [Int: [String: Int]] = [:]
  private static let blockLimit: UInt8 = 20

  init(_ tree: PythonTree, isNotebook: Bool) {
    self.tree = tree
    self.isNotebook = isNotebook
    // What scopes bind is only asked for where one reaches into another.
    scopes = PythonScopeMap(
      of: tree, names: tree.nodes.contains { $0.kind == .nonlocalStatement })
    around = [Surroundings](repeating: [], count: tree.nodes.count)
    blocks = [UInt8](repeating: 0, count: tree.nodes.count)
  }

  mutating func run() {
    readFuture()
    for node in stride(from: tree.root, through: 1, by: -1) { spread(node) }
    for node in tree.nodes.indices.dropFirst() { check(node) }
    checkDeclarations()
    checkAsyncComprehensions()
  }

  mutating func report(_ kind: PythonCodeError.Kind, _ node: Int, _ stage: Stage = .code) {
    if stage == .code, around[node].contains(.unused) { return }
    found.append((stage, PythonCodeError(kind: kind, range: tree.place(of: node))))
  }

  /// The kind of the scope that a node stands in, and the definition that opens it.
  func scope(of node: Int) -> PythonScopeMap.Scope { scopes.scopes[Int(scopes.scopeOf[node])] }

  func isAsync(_ scope: PythonScopeMap.Scope) -> Bool {
    let node = tree.nodes[scope.node]
    return node.kind == .functionDef && node.detail == 1
  }

  // MARK: Surroundings

  private mutating func spread(_ node: Int) {
    let here = around[node]
    let depth = blocks[node]
    let kind = tree.nodes[node].kind
    for position in 0..<tree.childCount(of: node) {
      let child = tree.child(position, of: node)
      guard child != 0 else { continue }
      blocks[child] = depth
      around[child] = here
      switch (kind, position) {
      case (.functionDef, 4), (.classDef, 3):
        around[child] = []
        blocks[child] = 0
      case (.functionDef, 3), (.parameter, 0): around[child].insert(.annotation)
      case (.annotatedAssign, 1):
        around[child].insert(.annotation)
        if scope(of: node).kind == .function { around[child].insert(.unused) }
      case (.lambda, _), (.listComprehension, _), (.setComprehension, _), (.generator, _),
        (.dictionaryComprehension, _):
        around[child].remove(.annotation)
      case (.comprehension, 1): around[child].insert(.iterable)
      case (.forStatement, 2), (.whileStatement, 1): enterLoop(child, depth)
      case (.withStatement, 1): enter(child, depth, tree.childCount(of: tree.child(0, of: node)))
      case (.tryStatement, _): enterTry(node, position, child, depth)
      default: break
      }
    }
  }

  private mutating func enterLoop(_ block: Int, _ depth: UInt8) {
    around[block].insert(.loop)
    around[block].remove(.exceptStar)
    enter(block, depth, 1)
  }

  private mutating func enter(_ block: Int, _ depth: UInt8, _ count: Int) {
    blocks[block] = UInt8(min(200, Int(depth) + count))
  }

  private mutating func enterTry(_ node: Int, _ position: Int, _ child: Int, _ depth: UInt8) {
    let hasHandlers = tree.child(1, of: node) != 0
    let hasFinally = tree.child(3, of: node) != 0
    let outer = hasFinally ? 1 : 0
    switch position {
    case 0: enter(child, depth, outer + (hasHandlers ? 1 : 0))
    case 1:
      enter(child, depth, outer + 2)
      if tree.nodes[node].detail == 1 {
        around[child].formUnion([.exceptStar, .anyExceptStar])
        around[child].remove(.loop)
      }
    default: enter(child, depth, position == 3 ? 1 : outer)
    }
  }

  // MARK: Each node

  private mutating func check(_ node: Int) {
    let value = tree.nodes[node]
    switch value.kind {
    case .returnStatement: checkReturn(node)
    case .yieldExpression, .yieldFrom: checkYield(node)
    case .awaitExpression: checkAwait(node)
    case .forStatement, .withStatement:
      checkBlock(node, at: blocks[node])
      if value.detail == 1 {
        let word = value.kind == .forStatement ? "async for" : "async with"
        if !isAsync(scope(of: node)), !isTopLevelOfNotebook(node) {
          report(.asyncOutside(what: word), node)
        }
      }
    case .whileStatement: checkBlock(node, at: blocks[node])
    case .breakStatement, .continueStatement: checkJump(node)
    case .tryStatement: checkTry(node)
    case .starred: checkStarred(node)
    case .tuple, .listDisplay: checkUnpacking(node)
    case .call: checkKeywords(tree.children(of: node).dropFirst())
    case .classDef:
      checkBound(Int(value.payload), node)
      checkKeywords(tree.children(of: tree.child(2, of: node))[...])
    case .functionDef:
      checkBound(Int(value.payload), node)
      checkParameters(tree.child(2, of: node), node)
    case .lambda: checkParameters(tree.child(0, of: node), node)
    case .exceptHandler: checkBound(Int(value.payload), node)
    case .alias: checkAlias(node)
    case .importFrom: checkFuture(node)
    case .name: checkName(node)
    case .attribute:
      if value.detail == PythonContext.store.rawValue, isDebug(Int(value.payload)),
        tree.nodes[scopes.parent(node)].kind != .augmentedAssign
      {
        report(.assignsDebug, node)
      }
    case .namedExpression: checkNamedExpression(node)
    case .matchCase: checkCase(node)
    default: break
    }
  }

  /// A notebook's cell may wait outside of functions.
  private func isTopLevelOfNotebook(_ node: Int) -> Bool {
    isNotebook && scope(of: node).kind == .module
  }

  private mutating func checkBlock(_ node: Int, at depth: UInt8) {
    if depth >= PythonCodeCheck.blockLimit { report(.tooManyBlocks, node) }
  }

  private mutating func checkReturn(_ node: Int) {
    let scope = scope(of: node)
    guard scope.kind == .function else { return report(.returnOutside, node) }
    if around[node].contains(.anyExceptStar) { report(.leavesExceptStar, node) }
    if tree.child(0, of: node) != 0, isAsync(scope), generators.contains(scope.node) {
      report(.returnInGenerator, node)
    }
  }

  /// The functions that `yield`.
  private lazy var generators: Set<Int> = {
    var found: Set<Int> = []
    for node in tree.nodes.indices
    where [.yieldExpression, .yieldFrom].contains(tree.nodes[node].kind) {
      found.insert(scope(of: node).node)
    }
    return found
  }()

  private mutating func checkYield(_ node: Int) {
    let scope = scope(of: node)
    if around[node].contains(.annotation), postponesAnnotations {
      return report(.notInAnnotation(what: "yield expression"), node, .symbols)
    }
    switch scope.kind {
    case .comprehension:
      report(.yieldInComprehension(comprehension: comprehensionName(scope.node)), node, .symbols)
    case .module, .classBody: report(.yieldOutside, node)
    case .function:
      if tree.nodes[node].kind == .yieldFrom, isAsync(scope) { report(.yieldFromInAsync, node) }
    }
  }

  private func comprehensionName(_ node: Int) -> String {
    switch tree.nodes[node].kind {
    case .setComprehension: "set comprehension"
    case .dictionaryComprehension: "dict comprehension"
    case .generator: "generator expression"
    default: "list comprehension"
    }
  }

  private mutating func checkAwait(_ node: Int) {
    let scope = scope(of: node)
    if around[node].contains(.annotation), postponesAnnotations {
      return report(.notInAnnotation(what: "await expression"), node, .symbols)
    }
    switch scope.kind {
    case .module: if !isNotebook { report(.awaitOutside, node) }
    case .classBody: report(.awaitOutside, node)
    case .function: if !isAsync(scope) { report(.awaitInSync, node) }
    case .comprehension: break
    }
  }

  private mutating func checkJump(_ node: Int) {
    if around[node].contains(.loop) { return }
    if around[node].contains(.exceptStar) { return report(.leavesExceptStar, node) }
    report(tree.nodes[node].kind == .breakStatement ? .breakOutside : .continueOutside, node)
  }

  private mutating func checkTry(_ node: Int) {
    let handlers = tree.children(of: tree.child(1, of: node))
    for link in handlers.dropLast() where tree.child(0, of: Int(link)) == 0 {
      report(.defaultExceptNotLast, Int(link))
    }
    let hasBoth = tree.child(3, of: node) != 0 && !handlers.isEmpty
    let depth = Int(blocks[node]) + (hasBoth ? 1 : 0)
    checkBlock(node, at: UInt8(min(200, depth)))
  }

  // MARK: Async comprehensions

  /// A comprehension that waits must stand in an async function, or in one that does.
  private mutating func checkAsyncComprehensions() {
    var waits: Set<Int> = []
    for node in tree.nodes.indices {
      let value = tree.nodes[node]
      switch value.kind {
      case .awaitExpression:
        let scope = scope(of: node)
        if scope.kind == .comprehension { waits.insert(scope.node) }
      case .comprehension where value.detail == 1: waits.insert(scopes.parent(node))
      case .listComprehension, .setComprehension, .dictionaryComprehension:
        // Children come first, so all that is inside has been seen.
        guard waits.contains(node) else { continue }
        let outer = scope(of: node)
        switch outer.kind {
        case .comprehension: waits.insert(outer.node)
        case .function: if !isAsync(outer) { report(.asyncComprehension, node) }
        case .module: if !isNotebook { report(.asyncComprehension, node) }
        case .classBody: report(.asyncComprehension, node)
        }
      default: break
      }
    }
  }
}
