import SluiceCore

/// What a Python file says as a home of task functions.
package func scanPythonModule(_ bytes: [UInt8], file: Int) -> ModuleScan {
  scanPythonModule(parsePython(Fragment(verbatim: bytes), file: file, mode: .module))
}

/// The same for a tree that is there already.
package func scanPythonModule(_ tree: PythonTree) -> ModuleScan {
  var reader = PythonModuleReader(tree: tree)
  reader.read()
  return reader.scan
}

/// Walks over the statements that run at import, in order, and keeps what they bind.
private struct PythonModuleReader {
  let tree: PythonTree
  var scan = ModuleScan()
  private var trace = PythonUpstreamTrace(PythonLoneFile())
  /// The outermost `except` block that was last read.
  private var handler: Range<Int>?

  init(tree: PythonTree) {
    self.tree = tree
    scan.diagnostics = tree.diagnostics
  }

  mutating func read() {
    var open: [Int] = [tree.root]
    while let node = open.popLast() {
      switch tree.nodes[node].kind {
      case .module, .block, .list, .error: break
      case .ifStatement, .whileStatement:
        bindNamedExpressions(tree.child(0, of: node))
        open.append(tree.child(2, of: node))
        open.append(tree.child(1, of: node))
        continue
      case .forStatement:
        bindTargets(tree.child(0, of: node))
        bindNamedExpressions(tree.child(1, of: node))
        open.append(tree.child(3, of: node))
        open.append(tree.child(2, of: node))
        continue
      case .withStatement:
        for item in tree.children(of: tree.child(0, of: node)) {
          bindNamedExpressions(tree.child(0, of: Int(item)))
          bindTargets(tree.child(1, of: Int(item)))
        }
        open.append(tree.child(1, of: node))
        continue
      case .tryStatement: break
      case .exceptHandler:
        if handler?.contains(tree.nodes[node].range.lowerBound) != true {
          handler = tree.nodes[node].range
        }
        // The name goes away at the block's end.
        open.append(tree.child(1, of: node))
        continue
      case .matchStatement:
        bindNamedExpressions(tree.child(0, of: node))
        open.append(tree.child(1, of: node))
        continue
      case .matchCase:
        bindCaptures(tree.child(0, of: node))
        open.append(tree.child(2, of: node))
        continue
      default:
        simple(node)
        continue
      }
      for child in tree.children(of: node).reversed() where child != 0 { open.append(Int(child)) }
    }
  }

  /// A statement without statements of its own that would run at import.
  private mutating func simple(_ node: Int) {
    let value = tree.nodes[node]
    switch value.kind {
    case .functionDef:
      bind(
        tree.identifier(at: Int(value.payload)), .function(scan.functions.count),
        offset: Int(value.payload))
      scan.functions.append(pythonFunction(node, in: tree, &trace))
    case .classDef: bind(tree.identifierRange(at: Int(value.payload)))
    case .importStatement:
      for alias in tree.children(of: node) { importModule(Int(alias)) }
    case .importFrom: importNames(node)
    case .assign:
      // Looked up first: `f = f` keeps what it was.
      let alias = alias(of: node)
      for target in tree.children(of: node).dropLast() { bindTargets(Int(target)) }
      if let (name, binding) = alias { bind(tree.identifier(at: name), binding, offset: name) }
      if tree.childCount(of: node) == 2, isExportList(tree.child(0, of: node)) {
        scan.exports = exports(tree.child(1, of: node)).map { .listed($0) } ?? .computed
      }
      bindNamedExpressions(node)
    case .augmentedAssign:
      let before = scan.exports
      bindTargets(tree.child(0, of: node))
      if isExportList(tree.child(0, of: node)), case .listed(let names) = before,
        let more = exports(tree.child(1, of: node))
      {
        scan.exports = .listed(names.union(more))
      }
    case .annotatedAssign:
      if tree.child(2, of: node) != 0 { bindTargets(tree.child(0, of: node)) }
      bindNamedExpressions(node)
    case .typeAlias: bind(tree.nodes[tree.child(0, of: node)].range)
    case .deleteStatement:
      for target in tree.children(of: node) where tree.nodes[Int(target)].kind == .name {
        scan.bindings[tree.identifier(at: tree.nodes[Int(target)].range.lowerBound)] = nil
      }
    case .expressionStatement, .assertStatement:
      // `__all__.append(…)`
      let function = tree.child(0, of: tree.child(0, of: node))
      if isExportList(tree.child(0, of: function)) { scan.exports = .computed }
      bindNamedExpressions(node)
    default: break
    }
  }

  private func isExportList(_ node: Int) -> Bool {
    let value = tree.nodes[node]
    return value.kind == .name && tree.isIdentifier(value.range, "__all__".utf8)
  }

  /// The texts of a list; `nil` if it holds something else.
  private func exports(_ node: Int) -> Set<String>? {
    guard case .collection(_, let items)? = tree.staticValue(of: node) else { return nil }
    var names: Set<String> = []
    for item in items {
      guard case .text(let name) = item.value else { return nil }
      names.insert(name)
    }
    return names
  }

  private mutating func bind(_ name: Range<Int>) {
    let text = tree.identifier(at: name.lowerBound)
    if text == "__all__" { scan.exports = .computed }
    bind(text, .value(tree.place(name)), offset: name.lowerBound)
  }

  /// For `name = other` and `name = module.other` what the name is bound to, as far as that is known; with
  /// the name's offset.
  private func alias(of node: Int) -> (name: Int, ModuleScan.Binding)? {
    let target = tree.child(0, of: node)
    guard tree.childCount(of: node) == 2, tree.nodes[target].kind == .name else { return nil }
    let name = tree.nodes[target].range.lowerBound
    var parts: [String] = []
    var value = tree.child(1, of: node)
    while tree.nodes[value].kind == .attribute {
      parts.append(tree.identifier(at: Int(tree.nodes[value].payload)))
      value = tree.child(0, of: value)
    }
    guard tree.nodes[value].kind == .name,
      let base = scan.bindings[tree.identifier(at: tree.nodes[value].range.lowerBound)]
    else { return nil }
    guard let last = parts.first else { return (name, base) }
    guard case .imported(let module, let level, let imported, _) = base else { return nil }
    let path = ([module, imported ?? ""] + parts.dropFirst().reversed()).filter { !$0.isEmpty }
    return (
      name,
      .alias(
        module: path.joined(separator: "."), level: level, name: last,
        tree.place(tree.nodes[target].range))
    )
  }

  /// Keeps what an `except` block replaces.
  private mutating func bind(_ name: String, _ binding: ModuleScan.Binding, offset: Int) {
    if handler?.contains(offset) == true {
      if scan.tried[name] == nil { scan.tried[name] = scan.bindings[name] }
    } else {
      scan.tried[name] = nil
    }
    scan.bindings[name] = binding
  }

  /// The names in what is assigned to; attributes and subscripts bind nothing.
  private mutating func bindTargets(_ target: Int) {
    var open = [target]
    while let node = open.popLast() {
      switch tree.nodes[node].kind {
      case .name: bind(tree.nodes[node].range)
      case .tuple, .listDisplay, .starred:
        for child in tree.children(of: node) { open.append(Int(child)) }
      default: break
      }
    }
  }

  private mutating func bindNamedExpressions(_ node: Int) {
    guard node != 0 else { return }
    for index in tree.subtree(of: node) where tree.nodes[index].kind == .namedExpression {
      bindTargets(tree.child(0, of: index))
    }
  }

  private mutating func bindCaptures(_ pattern: Int) {
    for index in tree.subtree(of: pattern) {
      let node = tree.nodes[index]
      switch node.kind {
      case .matchAs, .matchStar, .matchMapping:
        if node.payload != 0 { bind(tree.identifierRange(at: Int(node.payload))) }
      default: break
      }
    }
  }

  private mutating func importModule(_ alias: Int) {
    let module = tree.dottedName(of: tree.child(0, of: alias))
    let place = tree.place(of: alias)
    let asName = Int(tree.nodes[alias].payload)
    if asName != 0 {
      bind(
        tree.identifier(at: asName), .imported(module: module, level: 0, name: nil, place),
        offset: asName)
    } else {
      let first = topLevelModule(module)
      bind(
        first, .imported(module: first, level: 0, name: nil, place),
        offset: tree.nodes[alias].range.lowerBound)
    }
  }

  private mutating func importNames(_ node: Int) {
    let level = Int(tree.nodes[node].payload)
    let from = tree.child(0, of: node)
    let module = from == 0 ? "" : tree.dottedName(of: from)
    for link in tree.children(of: node).dropFirst() {
      let alias = Int(link)
      let name = tree.dottedName(of: tree.child(0, of: alias))
      if name == "*" {
        scan.starImports.append(
          ModuleScan.StarImport(module: module, level: level, range: tree.place(of: alias)))
        continue
      }
      let asName = Int(tree.nodes[alias].payload)
      bind(
        asName == 0 ? name : tree.identifier(at: asName),
        .imported(module: module, level: level, name: name, tree.place(of: alias)),
        offset: tree.nodes[alias].range.lowerBound)
    }
  }
}

/// A function of the tree: its signature, and every upstream reference in its whole text.
private func pythonFunction(
  _ node: Int, in tree: PythonTree, _ trace: inout PythonUpstreamTrace<PythonLoneFile>
) -> ModuleScan.Function {
  let name = tree.identifierRange(at: Int(tree.nodes[node].payload))
  let parameters = tree.children(of: tree.child(2, of: node)).map { link in
    let parameter = tree.nodes[Int(link)]
    let range = parameter.range.lowerBound..<Int(parameter.payload)
    return ModuleScan.Parameter(
      name: tree.identifier(at: range.lowerBound), kind: parameterKind(parameter.detail),
      hasDefault: tree.child(1, of: Int(link)) != 0, range: tree.place(range))
  }
  let whole = pythonFunctionNodes(node, in: tree)
  let plain = plainUpstream(in: whole.nodes, of: tree)
  let upstream = plain ?? trace.upstream(of: node, whole.nodes, in: tree)
  return ModuleScan.Function(
    name: tree.identifier(at: name.lowerBound), nameRange: tree.place(name),
    range: tree.place(whole.text), parameters: parameters, upstream: upstream,
    followsImports: plain == nil && trace.source.wasAsked,
    isDecorated: tree.fragment.text[whole.text].first == UInt8(ascii: "@"))
}

private func parameterKind(_ detail: UInt8) -> ModuleScan.Parameter.Kind {
  switch PythonParameterKind(rawValue: detail) ?? .normal {
  case .positionalOnly: .positionalOnly
  case .normal: .normal
  case .variadicPositional: .variadicPositional
  case .keywordOnly: .keywordOnly
  case .variadicKeyword: .variadicKeyword
  }
}
