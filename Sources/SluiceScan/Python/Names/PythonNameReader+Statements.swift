extension PythonNameReader {
  /// One node: what it binds and reads, and its children in the order in which Python runs them.
  mutating func visit(_ start: Int) {
    var node = start
    var value = tree.nodes[node]
    // What has one child and no meaning of its own is passed through.
    while value.linkCount == 1, value.kind.isPassage {
      node = tree.child(0, of: node)
      guard node != 0 else { return }
      value = tree.nodes[node]
    }
    if value.isPlain, annotation == .none, !knowsTyping {
      if value.linkCount > 0 { return readPlain(node) }
      if value.kind == .name { name(node) }
      return
    }
    switch value.kind {
    case .functionDef, .classDef:
      steps.append(.define(UInt32(node)))
      steps.append(.visit(tree.child(0, of: node)))
    case .lambda: signature(node, arguments: tree.child(0, of: node), returns: 0)
    case .assign: assign(node)
    case .augmentedAssign:
      let target = tree.child(0, of: node)
      if isExportList(target) { readExports(tree.child(1, of: node), isMore: true) }
      steps.append(.visit(target))
      steps.append(.visit(tree.child(1, of: node)))
      if tree.nodes[target].kind == .name { steps.append(.load(UInt32(target))) }
    case .annotatedAssign: annotatedAssign(node)
    case .typeAlias: typeAlias(node)
    case .forStatement:
      for index in [3, 2, 0, 1] { steps.append(.visit(tree.child(index, of: node))) }
    case .ifStatement, .whileStatement, .conditional:
      conditionals += 1
      steps.append(.leaveConditional)
      visitChildren(of: node)
    case .tryStatement:
      handled.append(handlesNameError(tree.child(1, of: node)))
      for index in [3, 2, 1] { steps.append(.visit(tree.child(index, of: node))) }
      steps.append(.leaveTry)
      steps.append(.visit(tree.child(0, of: node)))
    case .exceptHandler:
      steps.append(.handlerBody(UInt32(node)))
      steps.append(.visit(tree.child(0, of: node)))
    case .importStatement: bindImport(node)
    case .importFrom: bindImportFrom(node)
    case .globalStatement: declareGlobal(node)
    case .nonlocalStatement: declareNonlocal(node)
    case .magic: if options.isNotebook { readMagic(tree.text(of: node)) }
    case .matchAs, .matchStar, .matchMapping:
      if value.payload != 0 { bind(symbol(of: node), node, .value) }
      visitChildren(of: node)
    case .typeVariable, .parameterSpecification, .typeVariableTuple:
      bind(symbol(of: node), node, .value)
      for link in tree.children(of: node) where link != 0 { later(.annotation(Int(link))) }
    case .name: name(node)
    case .namedExpression:
      steps.append(.walrus(UInt32(tree.child(0, of: node))))
      steps.append(.visit(tree.child(1, of: node)))
    case .listComprehension, .setComprehension, .generator:
      steps.append(.comprehensionBody(UInt32(node)))
      steps.append(.visit(tree.child(1, of: tree.child(1, of: node))))
    case .dictionaryComprehension:
      steps.append(.comprehensionBody(UInt32(node)))
      steps.append(.visit(tree.child(1, of: tree.child(2, of: node))))
    case .comprehension: comprehension(node, isFirst: false)
    case .string: if annotation != .none { later(.text(node)) }
    case .number, .trueLiteral, .falseLiteral, .noneLiteral, .ellipsis, .stringText: break
    case .call: call(node)
    case .subscripted: subscripted(node)
    default: visitChildren(of: node)
    }
  }

  /// An expression that names alone matter in: the order of its nodes is that of its text.
  private mutating func readPlain(_ root: Int) {
    let start = tree.nodes[root].start
    var node = root
    while node > 1, tree.nodes[node - 1].start >= start { node -= 1 }
    while node <= root {
      if tree.nodes[node].kind == .name { name(node) }
      node += 1
    }
  }

  private mutating func name(_ node: Int) {
    switch PythonContext(rawValue: tree.nodes[node].detail) ?? .load {
    case .load: load(node)
    case .store: bind(symbol(of: node), node, .value)
    case .delete: delete(node)
    }
  }

  // MARK: Definitions

  /// A function or a class behind its decorators. Its name is bound when all its parts are made.
  mutating func define(_ node: Int) {
    let value = tree.nodes[node]
    if value.payload != 0 {
      steps.append(
        .bind(symbol: UInt32(symbol(of: node)), node: UInt32(node), .value))
    }
    let types = tree.child(1, of: node)
    if types != 0 {
      open(.typeParameters)
      steps.append(.leaveScope)
    }
    if value.kind == .functionDef {
      signature(node, arguments: tree.child(2, of: node), returns: tree.child(3, of: node))
    } else {
      steps.append(.classBody(UInt32(node)))
      steps.append(.visit(tree.child(2, of: node)))
    }
    // The parameters are bound before anything asks for them.
    if types != 0 { steps.append(.visit(types)) }
  }

  /// Annotations, then defaults; the body waits.
  private mutating func signature(_ node: Int, arguments: Int, returns: Int) {
    let parameters = tree.children(of: arguments)
    for link in parameters.reversed() { steps.append(.visit(tree.child(1, of: Int(link)))) }
    annotated(returns)
    for link in parameters.reversed() { annotated(tree.child(0, of: Int(link))) }
    later(.body(node))
  }

  /// A function's body, with its parameters.
  mutating func enterBody(_ node: Int) {
    let isLambda = tree.nodes[node].kind == .lambda
    open(.function)
    for link in tree.children(of: tree.child(isLambda ? 0 : 2, of: node)) {
      scopes[scope, symbol(of: Int(link))] = PythonNameBinding()
    }
    steps.append(.visit(tree.child(isLambda ? 1 : 4, of: node)))
  }

  // MARK: Statements

  private func isExportList(_ target: Int) -> Bool {
    scope == 0 && tree.nodes[target].kind == .name && tree.name(of: target) == "__all__"
  }

  private mutating func assign(_ node: Int) {
    var position = tree.childCount(of: node) - 1
    guard position >= 0 else { return }
    let value = tree.child(position, of: node)
    while position > 0 {
      position -= 1
      let target = tree.child(position, of: node)
      if isExportList(target) { readExports(value, isMore: false) }
      steps.append(.visit(target))
    }
    steps.append(.visit(value))
  }

  private mutating func annotatedAssign(_ node: Int) {
    let target = tree.child(0, of: node)
    let value = tree.child(2, of: node)
    let annotation = tree.child(1, of: node)
    if value != 0 || tree.nodes[target].kind != .name {
      if isExportList(target) { readExports(value, isMore: false) }
      steps.append(.visit(target))
    } else {
      let symbol = symbol(of: target)
      steps.append(.bind(symbol: UInt32(symbol), node: UInt32(target), .annotation))
    }
    if value != 0 {
      if typingMember(annotation) == "TypeAlias" {
        visit(value, as: .bare)
      } else {
        steps.append(.visit(value))
      }
    }
    annotated(annotation)
  }

  private mutating func typeAlias(_ node: Int) {
    steps.append(.visit(tree.child(0, of: node)))
    open(.typeParameters)
    later(.annotation(tree.child(2, of: node)))
    steps.append(.leaveScope)
    steps.append(.visit(tree.child(1, of: node)))
  }

  // MARK: Exceptions

  /// Whether one of the handlers names `NameError`.
  private func handlesNameError(_ handlers: Int) -> Bool {
    tree.children(of: handlers).contains { link in
      let type = tree.child(0, of: Int(link))
      let names = tree.nodes[type].kind == .tuple ? tree.children(of: type) : [UInt32(type)]
      return names.contains { name in
        tree.nodes[Int(name)].kind == .name
          && tree.isIdentifier(tree.nodes[Int(name)].range, "NameError".utf8)
      }
    }
  }

  mutating func enterHandler(_ node: Int) {
    let offset = Int(tree.nodes[node].payload)
    if offset != 0 {
      let symbol = symbol(of: node)
      hidden.append(scopes[scope, symbol])
      steps.append(.restore(symbol: UInt32(symbol)))
      bind(symbol, node, .value)
    }
    steps.append(.visit(tree.child(1, of: node)))
  }

  // MARK: Comprehensions

  /// Everything but the first iterable, which runs in the scope around.
  mutating func enterComprehension(_ node: Int) {
    let kind = tree.nodes[node].kind
    open(kind == .generator ? .generator : .comprehension)
    steps.append(.leaveScope)
    let elements = kind == .dictionaryComprehension ? 2 : 1
    let children = tree.children(of: node)
    for link in children.prefix(elements).reversed() { steps.append(.visit(Int(link))) }
    let loops = children.dropFirst(elements)
    for link in loops.dropFirst().reversed() { steps.append(.visit(Int(link))) }
    if let first = loops.first { comprehension(Int(first), isFirst: true) }
  }

  private mutating func comprehension(_ node: Int, isFirst: Bool) {
    for link in tree.children(of: node).dropFirst(2).reversed() {
      steps.append(.visit(Int(link)))
    }
    steps.append(.visit(tree.child(0, of: node)))
    if !isFirst { steps.append(.visit(tree.child(1, of: node))) }
  }
}

extension PythonNodeKind {
  /// Whether a node of this kind does nothing with names but what its children do.
  fileprivate var isPassage: Bool {
    switch self {
    case .expressionStatement, .attribute, .keyword, .starred, .unaryOperation, .returnStatement,
      .list, .block:
      true
    default: false
    }
  }
}
