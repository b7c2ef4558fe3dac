/// The names that a statement takes from its module, and those that it gives it.
struct PythonUses {
  private(set) var binds: [String] = []
  private(set) var uses: [PythonUse] = []
  private(set) var innerUses: [PythonUse] = []
  private(set) var imports: [PythonImport]
  private(set) var marks: PythonUnit.Marks = []
  private let tree: PythonTree
  private let scopes: PythonScopeMap
  private var known: Set<PythonUse> = []
  private var knownInside: Set<PythonUse> = []
  private var bound: Set<String> = []
  private let formerNames: [String: String]

  /// By the names that imports of the text give with `as` those that are imported.
  static func formerNames(_ imports: [PythonImport]) -> [String: String] {
    var names: [String: String] = [:]
    for found in imports {
      if let alias = found.alias { names[alias] = found.name ?? found.module }
    }
    return names
  }

  /// `nodes` are a whole statement; `imports` are those in it.
  init(
    of nodes: Range<Int>, in tree: PythonTree, _ scopes: PythonScopeMap, imports: [PythonImport],
    formerNames: [String: String]
  ) {
    self.formerNames = formerNames
    self.tree = tree
    self.scopes = scopes
    self.imports = imports.filter { $0.guards.contains(.function) }
    let inside = Set(self.imports.compactMap(\.boundName))
    for node in nodes { read(node, inside) }
  }

  private mutating func read(_ node: Int, _ inside: Set<String>) {
    let value = tree.nodes[node]
    switch value.kind {
    case .name where value.detail == PythonContext.load.rawValue: use(node, inside)
    case .name: bind(tree.identifier(at: Int(value.start)), node)
    case .functionDef, .classDef, .exceptHandler, .matchAs, .matchStar, .matchMapping:
      if value.payload != 0 { bind(tree.identifier(at: Int(value.payload)), node) }
      if value.kind == .functionDef, value.payload != 0,
        tree.identifier(at: Int(value.payload)) == "__init_subclass__"
      {
        marks.formUnion([.anyName, .hearsOfSubclasses])
      }
      if value.kind == .classDef { mark(bases: tree.child(2, of: node)) }
    case .alias: bindAlias(node)
    case .attribute: mark(attribute: tree.identifier(at: Int(value.payload)), node)
    case .call: readCall(node)
    default: break
    }
  }

  private mutating func use(_ node: Int, _ inside: Set<String>) {
    let name = tree.identifier(at: Int(tree.nodes[node].start))
    var use = PythonUse(name: name, path: [])
    var at = node
    while use.path.count < PythonUse.pathLimit {
      let parent = scopes.parent(at)
      guard tree.nodes[parent].kind == .attribute, tree.child(0, of: parent) == at else { break }
      use.path.append(tree.identifier(at: Int(tree.nodes[parent].payload)))
      at = parent
    }
    guard scopes.isOfModule(name, at: node) else {
      if inside.contains(name), knownInside.insert(use).inserted { innerUses.append(use) }
      return
    }
    mark(name: name, node)
    if known.insert(use).inserted { uses.append(use) }
  }

  private mutating func bind(_ name: String, _ node: Int) {
    guard scopes.isOfModule(name, at: node), bound.insert(name).inserted else { return }
    binds.append(name)
  }

  private mutating func bindAlias(_ node: Int) {
    let value = tree.nodes[node]
    if value.payload != 0 { return bind(tree.identifier(at: Int(value.payload)), node) }
    let name = tree.dottedName(of: tree.child(0, of: node)).prefix { $0 != "." }
    if name != "*" { bind(String(name), node) }
  }

  // MARK: Marks

  private mutating func mark(name: String, _ node: Int) {
    let name = formerNames[name] ?? name
    switch name {
    case "eval", "exec", "globals": marks.insert(.anyName)
    case "__doc__": marks.insert(.documentation)
    case "__file__", "__package__", "__spec__", "__path__": marks.insert(.place)
    default: mark(word: name)
    }
  }

  private mutating func mark(attribute: String, _ node: Int) {
    switch attribute {
    case "__doc__": marks.insert(.documentation)
    case "__subclasses__": marks.formUnion([.anyName, .anyClass])
    case "modules" where isSystem(tree.child(0, of: node)): markModules(node)
    default: mark(word: attribute)
    }
  }

  private func isSystem(_ node: Int) -> Bool {
    guard tree.nodes[node].kind == .name else { return false }
    let name = tree.identifier(at: Int(tree.nodes[node].start))
    return (formerNames[name] ?? name) == "sys"
  }

  /// `sys.modules[…]`: a text in it is a word that names the module.
  private mutating func markModules(_ node: Int) {
    let parent = scopes.parent(node)
    let key = tree.nodes[parent].kind == .subscripted ? tree.child(1, of: parent) : 0
    if key == 0 || tree.isName(key, "__name__") {
      marks.insert(.anyName)
    } else if tree.stringValue(of: key) == nil {
      marks.insert(.anyModule)
    }
  }

  /// A class of classes makes those that are derived from it.
  private mutating func mark(bases list: Int) {
    for link in tree.children(of: list) where tree.isName(Int(link), "type") {
      marks.insert(.hearsOfSubclasses)
    }
  }

  /// Functions that are known by their names, however they are imported.
  private mutating func mark(word: String) {
    switch word {
    case "getdoc", "docopt": marks.insert(.documentation)
    case "getsource", "getsourcelines", "getsourcefile", "getcomments", "findsource":
      marks.insert(.sourceText)
    case "spec_from_file_location", "run_path", "run_module", "SourceFileLoader", "walk_packages",
      "iter_modules":
      marks.insert(.anyModule)
    default: break
    }
  }

  /// `import_module("package.module")`, `__import__(…)`, `vars()`.
  private mutating func readCall(_ node: Int) {
    guard let callee = tree.root(of: tree.child(0, of: node)) else { return }
    switch callee.use.path.last ?? formerNames[callee.use.name] ?? callee.use.name {
    case "vars" where tree.childCount(of: node) == 1 && callee.use.path.isEmpty:
      marks.insert(.anyName)
    case "import_module", "__import__":
      let name = tree.child(1, of: node)
      guard let module = tree.stringValue(of: name), !module.hasPrefix("."),
        tree.childCount(of: node) == 2
      else {
        marks.insert(.anyModule)
        return
      }
      // Nobody sees what is taken of it: all of it counts.
      let found = PythonImport(
        module: module, level: 0, alias: "\u{0}" + module, range: tree.place(of: name),
        guards: .function)
      imports.append(found)
      innerUses.append(PythonUse(name: "\u{0}" + module, path: []))
    default: break
    }
  }
}
