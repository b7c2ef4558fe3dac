extension PythonNameReader {
  /// Looks a name up from the innermost scope outwards, as Python does.
  mutating func load(_ node: Int) {
    let symbol = symbol(of: node)
    let use = PythonNameBinding.Use(scope: scope, tree: current, node: node)
    var seesClass: Bool?
    var index = scope
    while index >= 0 {
      let kind = scopes.kind(of: index)
      let parent = scopes.parent(of: index)
      if kind == .classBody {
        if symbols.name(symbol) == "__class__" { return }
        if seesClass == false {
          index = parent
          continue
        }
      }
      if let bound = scopes.use(symbol, in: index, use) {
        guard bound == .annotation, !isPostponed else { return }
      } else if seesClass != false {
        seesClass = kind.seesClass
      }
      index = parent
    }
    reportUnbound(symbol, use)
  }

  private var isPostponed: Bool {
    switch annotation {
    case .none: false
    case .bare: postponesAnnotations
    case .string: true
    }
  }

  private mutating func reportUnbound(_ symbol: Int, _ use: PythonNameBinding.Use) {
    if builtinUses.indices.contains(symbol), builtinUses[symbol] != nil {
      builtinUses[symbol] = use
      return
    }
    let name = symbols.name(symbol)
    if pythonBuiltinNames.contains(name) {
      while builtinUses.count <= symbol { builtinUses.append(nil) }
      builtinUses[symbol] = use
      return
    }
    if options.isNotebook, isNotebookName(name) { return }
    if name == "__path__", options.isPackage { return }
    if scopes.kind(of: scope) == .classBody, pythonClassNames.contains(name) { return }
    if isOpen {
      report(symbol, Int(use.node), in: Int(use.tree), .undecided)
    } else if !handled.contains(true) {
      report(symbol, Int(use.node), in: Int(use.tree), .undefined)
    }
  }

  /// Binds a name in the innermost scope.
  mutating func bind(_ symbol: Int, _ node: Int, _ kind: PythonNameBinding.Kind) {
    if let existing = scopes[scope, symbol] {
      if kind != .annotation {
        scopes[scope, symbol] = PythonNameBinding(kind: kind, use: existing.use)
      }
      return
    }
    if scopes.kind(of: scope) == .function { checkEarlierUse(symbol) }
    scopes[scope, symbol] = PythonNameBinding(kind: kind)
  }

  /// A name that the function has read already from outside becomes its own only now.
  private mutating func checkEarlierUse(_ symbol: Int) {
    var found: PythonNameBinding.Use?
    var index = scopes.parent(of: scope)
    while index >= 0 {
      switch scopes.kind(of: index) {
      case .module, .function:
        if let use = scopes[index, symbol]?.use, Int(use.scope) == scope { found = use }
      case .classBody, .typeParameters, .comprehension, .generator: break
      }
      index = scopes.parent(of: index)
    }
    if found == nil, builtinUses.indices.contains(symbol), let use = builtinUses[symbol],
      Int(use.scope) == scope
    {
      found = use
    }
    if let found { report(symbol, Int(found.node), in: Int(found.tree), .beforeAssignment) }
  }

  /// `target := value` binds outside of comprehensions.
  mutating func bindNamedExpression(_ target: Int) {
    guard tree.nodes[target].kind == .name else { return }
    let symbol = symbol(of: target)
    let inner = scope
    while scopes.kind(of: scope).isComprehension { scope = scopes.parent(of: scope) }
    if inner == scope {
      bind(symbol, target, .value)
    } else if scopes[scope, symbol].map({ $0.kind == .annotation }) ?? true {
      scopes[scope, symbol] = PythonNameBinding()
    }
    scope = inner
  }

  /// `del name`. Behind a condition nobody knows whether it happens.
  mutating func delete(_ node: Int) {
    guard conditionals == 0 else { return }
    let symbol = symbol(of: node)
    if scopes[scope, symbol] != nil {
      scopes[scope, symbol] = nil
      return
    }
    if handled.contains(true) { return }
    report(symbol, node, in: current, isOpen ? .undecided : .undefined)
  }

  /// `global` makes the names the module's, whenever the function runs.
  mutating func declareGlobal(_ node: Int) {
    guard scope != 0 else { return }
    for link in tree.children(of: node) {
      let symbol = symbol(of: Int(link))
      boundFromInside.insert(symbol)
      if scopes[0, symbol] == nil { scopes[0, symbol] = PythonNameBinding() }
      scopes[scope, symbol] = PythonNameBinding()
    }
  }

  /// `nonlocal`: this function binds a name of one around it, which may have read it already.
  mutating func declareNonlocal(_ node: Int) {
    guard scope != 0 else { return }
    for link in tree.children(of: node) {
      let symbol = symbol(of: Int(link))
      boundFromInside.insert(symbol)
      scopes[scope, symbol] = PythonNameBinding()
    }
  }

  // MARK: Imports

  mutating func bindImport(_ node: Int) {
    for link in tree.children(of: node) {
      let alias = Int(link)
      let module = tree.dottedName(of: tree.child(0, of: alias))
      let asName = Int(tree.nodes[alias].payload)
      let isTyping = pythonTypingModules.contains(module)
      knowsTyping = knowsTyping || isTyping
      let name = asName != 0 ? tree.identifier(at: asName) : topLevelModule(module)
      bind(symbols.symbol(name), alias, isTyping ? .typingModule : .value)
    }
  }

  mutating func bindImportFrom(_ node: Int) {
    let from = tree.child(0, of: node)
    let module = from == 0 ? "" : tree.dottedName(of: from)
    let level = Int(tree.nodes[node].payload)
    for link in tree.children(of: node).dropFirst() {
      let alias = Int(link)
      let name = tree.dottedName(of: tree.child(0, of: alias))
      if name == "*" {
        isOpen = true
        continue
      }
      if module == "__future__", level == 0, name == "annotations" { postponesAnnotations = true }
      let asName = Int(tree.nodes[alias].payload)
      let bound = asName != 0 ? symbol(of: alias) : symbols.symbol(name)
      let isTyping = level == 0 && pythonTypingModules.contains(module)
      knowsTyping = knowsTyping || isTyping
      bind(bound, alias, isTyping ? .typingMember(UInt32(symbols.symbol(name))) : .value)
    }
  }

  // MARK: Exports

  /// Keeps the names of `__all__ = [...]`, `(...)`, their sums, and `__all__ += [...]`.
  mutating func readExports(_ value: Int, isMore: Bool) {
    if !isMore { exports.removeAll() }
    var open = [value]
    while let node = open.popLast() {
      switch tree.nodes[node].kind {
      case .listDisplay, .tuple:
        for link in tree.children(of: node) {
          guard let name = tree.stringValue(of: Int(link)) else { continue }
          exports.append((symbols.symbol(name), current, Int(link)))
        }
      case .binaryOperation:
        open.append(tree.child(0, of: node))
        open.append(tree.child(1, of: node))
      default: break
      }
    }
  }

  mutating func checkExports() {
    // A package also exports its modules.
    guard isOpen || !options.isPackage else { return }
    for export in exports where scopes[0, export.symbol] == nil {
      if pythonBuiltinNames.contains(symbols.name(export.symbol)) { continue }
      report(export.symbol, export.node, in: export.tree, isOpen ? .undecided : .export)
    }
  }
}

let pythonTypingModules: Set<String> = ["typing", "typing_extensions"]

/// Names that only a class body sees.
private let pythonClassNames: Set<String> = [
  "__module__", "__qualname__", "__firstlineno__", "__static_attributes__",
]
