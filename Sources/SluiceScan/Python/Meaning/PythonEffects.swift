/// Variables of a module that are made in place and bound once: `{}`, `[]`, `dict(…)`. To change them
/// changes nothing that has another name.
struct PythonOwnVariables {
  private(set) var names: Set<String> = []

  init(_ tree: PythonTree, _ scopes: PythonScopeMap) {
    for link in tree.children(of: tree.root) {
      let statement = Int(link)
      let target: Int
      switch tree.nodes[statement].kind {
      case .assign where tree.childCount(of: statement) == 2: target = tree.child(0, of: statement)
      case .annotatedAssign: target = tree.child(0, of: statement)
      default: continue
      }
      let value = tree.nodes[statement].kind == .assign ? 1 : 2
      guard tree.nodes[target].kind == .name,
        PythonOwnVariables.isMadeInPlace(tree.child(value, of: statement), tree)
      else { continue }
      let name = tree.identifier(at: Int(tree.nodes[target].start))
      if scopes.only(name, in: 0) != nil { names.insert(name) }
    }
  }

  private static func isMadeInPlace(_ value: Int, _ tree: PythonTree) -> Bool {
    switch tree.nodes[value].kind {
    case .dictionary, .set, .listDisplay, .listComprehension, .setComprehension,
      .dictionaryComprehension:
      return true
    case .call:
      guard let callee = tree.root(of: tree.child(0, of: value)) else { return false }
      let makers: Set<String> = [
        "dict", "list", "set", "defaultdict", "OrderedDict", "Counter", "deque",
      ]
      return makers.contains(callee.use.path.last ?? callee.use.name)
    default: return false
    }
  }
}

/// What a statement does while its module is loaded, besides binding names.
struct PythonEffects {
  /// Others may see it: a call whose answer nobody keeps, a change of what somebody else made.
  private(set) var isSure = false
  /// What it calls at once; an effect where that has one.
  private(set) var calls: [PythonUse] = []
  /// The module's own variables that it changes.
  private(set) var changed: [String] = []
  private let tree: PythonTree
  private let scopes: PythonScopeMap
  private let own: Set<String>
  /// Names that imports bind.
  private let imported: Set<String>

  init(
    _ tree: PythonTree, _ scopes: PythonScopeMap, own: Set<String>, imported: Set<String>
  ) {
    self.imported = imported
    self.tree = tree
    self.scopes = scopes
    self.own = own
  }

  /// Whether the statement says nothing: a text or a number that nobody keeps.
  func isEmpty(_ statement: Int) -> Bool {
    guard tree.nodes[statement].kind == .expressionStatement else { return false }
    switch tree.nodes[tree.child(0, of: statement)].kind {
    case .string, .number, .ellipsis, .noneLiteral, .trueLiteral, .falseLiteral: return true
    default: return false
    }
  }

  /// Follows what runs at once in a statement and the statements below it.
  mutating func read(_ statement: Int) {
    var open = [statement]
    while let node = open.popLast() {
      if node == 0 { continue }
      switch tree.nodes[node].kind {
      case .functionDef: readDefinition(node)
      case .classDef:
        readDefinition(node)
        open.append(tree.child(3, of: node))
      case .expressionStatement: readExpression(tree.child(0, of: node))
      case .assign:
        for target in tree.children(of: node).dropLast() { readTarget(Int(target)) }
        readCalls(in: node)
      case .augmentedAssign, .annotatedAssign:
        let target = tree.child(0, of: node)
        readTarget(target)
        // `from shared import rows; rows += [1]` changes the list of the other module.
        if tree.nodes[target].kind == .name,
          imported.contains(tree.identifier(at: Int(tree.nodes[target].start)))
        {
          isSure = true
        }
        readCalls(in: node)
      case .deleteStatement:
        for target in tree.children(of: node) { readTarget(Int(target)) }
      case .importStatement, .importFrom, .passStatement, .typeAlias, .globalStatement,
        .breakStatement, .continueStatement:
        break
      case .ifStatement, .whileStatement, .forStatement, .withStatement, .tryStatement,
        .matchStatement, .matchCase, .exceptHandler, .block, .list:
        for child in tree.children(of: node) { open.append(Int(child)) }
      // An expression on the way: a test, what is looped over, a context.
      case .withItem: readCalls(in: node)
      case .raiseStatement, .assertStatement, .error, .magic: isSure = true
      default: readCalls(in: node)
      }
    }
  }

  /// What the code of the nodes changes whenever it runs, and what lives on then.
  func changes(of nodes: Range<Int>) -> [PythonUse] {
    var found: [PythonUse] = []
    for node in nodes {
      let value = tree.nodes[node]
      switch value.kind {
      case .attribute, .subscripted:
        guard value.detail != PythonContext.load.rawValue else { continue }
        if let root = moduleRoot(of: node) { found.append(root) }
      case .call:
        guard let root = moduleRoot(of: tree.child(0, of: node)) else { continue }
        if isVerb(root.path.last ?? "") {
          found.append(PythonUse(name: root.name, path: root.path.dropLast()))
        }
      case .identifier where tree.nodes[scopes.parent(node)].kind == .globalStatement:
        found.append(PythonUse(name: tree.identifier(at: Int(value.start)), path: []))
      default: continue
      }
    }
    return found
  }

  // MARK: Statements

  private mutating func readDefinition(_ node: Int) {
    for link in tree.children(of: tree.child(0, of: node)) {
      guard let (place, use) = tree.root(of: Int(link)) else {
        isSure = true
        continue
      }
      calls.append(use)
      // `@app.route("/")`, `@convert.register`: what stands before the dot is changed.
      if !use.path.isEmpty || tree.nodes[Int(link)].kind == .call,
        scopes.binds(use.name, in: 0), !isImported(use.name), scopes.isOfModule(use.name, at: place)
      {
        changed.append(use.name)
      }
    }
  }

  private mutating func readExpression(_ expression: Int) {
    switch tree.nodes[expression].kind {
    case .call:
      if let (_, use) = tree.root(of: tree.child(0, of: expression)), own.contains(use.name),
        use.path.count == 1
      {
        changed.append(use.name)
        for argument in tree.children(of: expression).dropFirst() { readCalls(in: Int(argument)) }
      } else {
        isSure = true
      }
    case .string, .number, .name, .ellipsis, .noneLiteral, .trueLiteral, .falseLiteral: break
    default: isSure = true
    }
  }

  private mutating func readTarget(_ target: Int) {
    switch tree.nodes[target].kind {
    case .name: break
    case .tuple, .listDisplay, .starred:
      // Bounded by the parser, as all nesting is.
      for child in tree.children(of: target) { readTarget(Int(child)) }
    case .subscripted:
      let base = tree.child(0, of: target)
      let name =
        tree.nodes[base].kind == .name ? tree.identifier(at: Int(tree.nodes[base].start)) : ""
      if own.contains(name) { changed.append(name) } else { isSure = true }
    default: isSure = true
    }
  }

  /// The calls in a statement or an expression that run at once.
  private mutating func readCalls(in top: Int) {
    for node in tree.subtree(of: top) where tree.nodes[node].kind == .call {
      guard scopes.runsAtOnce(node), let (_, use) = tree.root(of: tree.child(0, of: node)) else {
        continue
      }
      let isOwnName = scopes.binds(use.name, in: 0)
      if isOwnName { calls.append(use) }
      // `rows = fill(TABLE)`: the function may change what it is given.
      if isOwnName, use.path.isEmpty {
        for argument in tree.children(of: node).dropFirst() {
          guard tree.nodes[Int(argument)].kind == .name else { continue }
          let name = tree.identifier(at: Int(tree.nodes[Int(argument)].start))
          if own.contains(name) { changed.append(name) }
        }
      }
      if isVerb(use.path.last ?? use.name), isOwnName || !use.path.isEmpty { isSure = true }
    }
  }

  // MARK: Names

  private func isImported(_ name: String) -> Bool {
    guard let node = scopes.only(name, in: 0) else { return false }
    return tree.nodes[node].kind == .alias
  }

  /// What an expression begins with, if that is a name of the module.
  private func moduleRoot(of expression: Int) -> PythonUse? {
    guard let (node, use) = tree.root(of: expression), scopes.isOfModule(use.name, at: node) else {
      return nil
    }
    return use
  }

  /// Whether a function of the name likely changes something: `seed`, `set_option`, `append`.
  private func isVerb(_ name: String) -> Bool {
    let word = name.prefix { $0 != "_" }
    return verbs.contains(String(word)) || verbs.contains(name)
  }
}

private let verbs: Set<String> = [
  "add", "append", "basicConfig", "chdir", "clear", "configure", "delete", "disable", "discard",
  "enable", "extend", "filterwarnings", "init", "initialize", "insert", "install", "load_dotenv",
  "manual_seed", "patch", "pop", "popitem", "push", "register", "remove", "reset", "reverse",
  "putenv", "seed", "set", "setLevel", "setattr", "setcontext", "setdefault", "seterr",
  "seterrcall", "setlocale", "setrecursionlimit", "setstate", "setup", "simplefilter", "sort",
  "umask", "update", "use",
]
