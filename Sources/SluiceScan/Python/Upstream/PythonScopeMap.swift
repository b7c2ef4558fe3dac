import SluiceCore

/// Where the names of a Python text are bound: every node's scope, and what each scope binds. Made
/// for a file when something in it hides; linear in the tree.
struct PythonScopeMap {
  enum Kind { case module, classBody, function, comprehension }

  struct Scope {
    var kind: Kind
    /// -1 for the module.
    var parent: Int
    /// The definition, lambda or comprehension; the root for the module.
    var node: Int
    /// By the name's symbol.
    fileprivate var bindings: [Int: Binding] = [:]
    /// What it declares to be the module's.
    fileprivate var globals: Set<Int> = []
  }

  /// How often a scope binds a name, and the last node that does.
  struct Binding {
    var count: Int
    var node: Int
  }

  /// What a name stands for where it is read.
  enum Lookup {
    /// Nothing in the file binds it.
    case free
    /// Bound more than once, or from inside another function: nobody knows which one counts.
    case unclear
    /// The only node that binds it.
    case bound(Int)
  }

  /// By node.
  private(set) var parents: [UInt32]
  /// By node; a definition belongs to the scope that binds its name, a parameter to its function's.
  private(set) var scopeOf: [UInt32]
  private(set) var scopes: [Scope]
  /// The attributes that something in the file assigns to.
  private(set) var storedAttributes: Set<String> = []
  /// The `from … import *` statements.
  private(set) var stars: [Int] = []
  /// Names of `global` and `nonlocal` statements.
  private var declared: Set<Int> = []
  private var symbols = PythonSymbols()
  private static let unset = UInt32.max

  /// Without `names` nothing is known of what scopes bind.
  init(of tree: PythonTree, names: Bool = true) {
    parents = tree.parents
    scopeOf = [UInt32](repeating: PythonScopeMap.unset, count: tree.nodes.count)
    scopes = [Scope(kind: .module, parent: -1, node: tree.root)]
    // Parents come behind their children in the arena.
    for node in stride(from: tree.root, through: 1, by: -1) { spread(node, in: tree) }
    if names { for node in tree.nodes.indices { bind(node, in: tree) } }
  }

  // MARK: Asking

  /// The node of the statement or expression around a node; 0 for the root.
  func parent(_ node: Int) -> Int { Int(parents[node]) }

  /// What `name` means where `node` stands.
  func lookup(_ name: String, at node: Int) -> Lookup {
    guard let symbol = symbols.known(name) else { return .free }
    var scope = Int(scopeOf[node])
    var isInnermost = true
    while scopes.indices.contains(scope) {
      let here = scopes[scope]
      if here.kind != .classBody || isInnermost, here.bindings[symbol] != nil {
        return only(name, in: scope).map { .bound($0) } ?? .unclear
      }
      isInnermost = isInnermost && here.kind == .comprehension
      scope = here.parent
    }
    return .free
  }

  /// Whether `name`, where `node` stands, is the module's own or nobody's in the file.
  func isOfModule(_ name: String, at node: Int) -> Bool {
    guard let symbol = symbols.known(name) else { return true }
    var scope = Int(scopeOf[node])
    var isInnermost = true
    while scope > 0 {
      let here = scopes[scope]
      if here.globals.contains(symbol) { return true }
      if here.kind != .classBody || isInnermost, here.bindings[symbol] != nil { return false }
      isInnermost = isInnermost && here.kind == .comprehension
      scope = here.parent
    }
    return true
  }

  /// Whether code of the module runs `node` itself: no function has to be called for it.
  func runsAtOnce(_ node: Int) -> Bool {
    var scope = Int(scopeOf[node])
    while scope > 0 {
      if scopes[scope].kind == .function { return false }
      scope = scopes[scope].parent
    }
    return true
  }

  /// The node that alone binds `name` in a scope, whatever runs.
  func only(_ name: String, in scope: Int) -> Int? {
    guard let symbol = symbols.known(name), scopes.indices.contains(scope),
      let binding = scopes[scope].bindings[symbol], binding.count == 1, !declared.contains(symbol)
    else { return nil }
    // A later star import may bind it anew.
    return scope == 0 && binding.node < stars.last ?? 0 ? nil : binding.node
  }

  /// Whether the scope binds `name`, however often.
  func binds(_ name: String, in scope: Int) -> Bool {
    symbols.known(name).map { scopes[scope].bindings[$0] != nil } ?? false
  }

  /// The scope that a definition, lambda or comprehension opens.
  func scope(openedBy node: Int) -> Int? { opened[node] }
  private var opened: [Int: Int] = [:]

  /// Whether `node` stands somewhere inside the scope that `owner` opens, however deep.
  func isInside(_ node: Int, _ owner: Int) -> Bool {
    guard let wanted = opened[owner] else { return false }
    var scope = Int(scopeOf[node])
    while scope > wanted { scope = scopes[scope].parent }
    return scope == wanted
  }

  // MARK: Making

  private mutating func open(_ kind: Kind, _ node: Int, in scope: Int) -> UInt32 {
    scopes.append(Scope(kind: kind, parent: scope, node: node))
    opened[node] = scopes.count - 1
    return UInt32(scopes.count - 1)
  }

  private mutating func spread(_ node: Int, in tree: PythonTree) {
    if scopeOf[node] == PythonScopeMap.unset { scopeOf[node] = 0 }
    let scope = scopeOf[node]
    var inner = scope
    /// The children that belong to the inner scope, as bits.
    var innerChildren = UInt32.max
    switch tree.nodes[node].kind {
    case .functionDef:
      inner = open(.function, node, in: Int(scope))
      innerChildren = 1 << 2 | 1 << 4
    case .lambda: inner = open(.function, node, in: Int(scope))
    case .classDef:
      inner = open(.classBody, node, in: Int(scope))
      innerChildren = 1 << 3
    case .listComprehension, .setComprehension, .generator, .dictionaryComprehension:
      inner = open(.comprehension, node, in: Int(scope))
      let first = tree.child(
        tree.nodes[node].kind == .dictionaryComprehension ? 2 : 1, of: node)
      // The first iterable runs outside.
      if first != 0 {
        let iterable = tree.child(1, of: first)
        if iterable != 0 { scopeOf[iterable] = scope }
      }
    case .parameter:
      // Annotations and defaults run where the function is made.
      inner = UInt32(max(0, scopes[Int(scope)].parent))
    default: break
    }
    for position in 0..<tree.childCount(of: node) {
      let child = tree.child(position, of: node)
      guard child != 0, scopeOf[child] == PythonScopeMap.unset else { continue }
      scopeOf[child] = inner == scope || innerChildren >> min(31, position) & 1 == 1 ? inner : scope
    }
  }

  private mutating func bind(_ node: Int, in tree: PythonTree) {
    let value = tree.nodes[node]
    switch value.kind {
    case .name:
      guard value.detail != PythonContext.load.rawValue else { return }
      var scope = Int(scopeOf[node])
      if tree.nodes[parent(node)].kind == .namedExpression {
        while scopes[scope].kind == .comprehension { scope = scopes[scope].parent }
      }
      add(value.range.lowerBound, node, scope, tree)
    case .parameter: add(value.range.lowerBound, node, Int(scopeOf[node]), tree)
    case .identifier:
      let symbol = symbols.symbol(at: value.range.lowerBound, in: tree)
      declared.insert(symbol)
      if tree.nodes[parent(node)].kind == .globalStatement {
        scopes[Int(scopeOf[node])].globals.insert(symbol)
      }
    case .functionDef, .classDef, .exceptHandler, .matchAs, .matchStar, .matchMapping,
      .typeVariable, .parameterSpecification, .typeVariableTuple:
      if value.payload != 0 { add(Int(value.payload), node, Int(scopeOf[node]), tree) }
    case .alias:
      let name = tree.nodes[tree.child(0, of: node)].range
      if value.payload != 0 {
        add(Int(value.payload), node, Int(scopeOf[node]), tree)
      } else if name.count == 1, tree.fragment.text[name.lowerBound] == UInt8(ascii: "*") {
        stars.append(node)
      } else {
        add(name.lowerBound, node, Int(scopeOf[node]), tree)
      }
    case .attribute:
      if value.detail != PythonContext.load.rawValue {
        storedAttributes.insert(tree.identifier(at: Int(value.payload)))
      }
    default: break
    }
  }

  private mutating func add(_ offset: Int, _ node: Int, _ scope: Int, _ tree: PythonTree) {
    let symbol = symbols.symbol(at: offset, in: tree)
    let known = scopes[scope].bindings[symbol]
    // `import a.b` and `import a.c` both bind the one `a`.
    if let known, isPlainImport(node, tree), isPlainImport(known.node, tree) { return }
    scopes[scope].bindings[symbol] = Binding(count: (known?.count ?? 0) + 1, node: node)
  }

  private func isPlainImport(_ node: Int, _ tree: PythonTree) -> Bool {
    tree.nodes[node].kind == .alias && tree.nodes[node].payload == 0
      && tree.nodes[parent(node)].kind == .importStatement
  }
}
