import SluiceCore

extension PythonCodeCheck {
  // MARK: Stars

  mutating func checkStarred(_ node: Int) {
    let owner = scopes.parent(node)
    switch tree.nodes[owner].kind {
    case .tuple, .listDisplay, .set, .call, .list: return
    case .subscripted, .parameter, .typeVariableTuple: return
    default: break
    }
    let isTarget = tree.nodes[node].detail == PythonContext.store.rawValue
    report(isTarget ? .starredTarget : .starredValue, node)
  }

  mutating func checkUnpacking(_ node: Int) {
    guard tree.nodes[node].detail == PythonContext.store.rawValue else { return }
    var stars = 0
    for (position, link) in tree.children(of: node).enumerated()
    where tree.nodes[Int(link)].kind == .starred {
      stars += 1
      if stars == 1, position >= 256 { report(.starredTooMany, node) }
    }
    if stars > 1 { report(.starredTwice, node) }
  }

  // MARK: `__debug__`

  func isDebug(_ offset: Int) -> Bool {
    tree.isIdentifier(tree.identifierRange(at: offset), "__debug__".utf8)
  }

  mutating func checkBound(_ name: Int, _ node: Int) {
    if name != 0, isDebug(name) { report(.assignsDebug, node) }
  }

  mutating func checkName(_ node: Int) {
    let value = tree.nodes[node]
    guard value.detail != PythonContext.load.rawValue, isDebug(value.range.lowerBound) else {
      return
    }
    report(
      value.detail == PythonContext.delete.rawValue ? .deletesDebug : .assignsDebug, node)
  }

  // MARK: Calls and signatures

  mutating func checkKeywords(_ arguments: ArraySlice<UInt32>) {
    var known = KnownSymbols()
    for link in arguments {
      let argument = Int(link)
      let value = tree.nodes[argument]
      guard value.kind == .keyword, value.detail == 0 else { continue }
      if isDebug(value.range.lowerBound) { report(.assignsDebug, scopes.parent(argument)) }
      let symbol = symbols.symbol(at: value.range.lowerBound, in: tree)
      if !known.insert(symbol) {
        report(.repeatedKeyword(name: symbols.name(symbol)), argument)
      }
    }
  }

  mutating func checkParameters(_ arguments: Int, _ function: Int) {
    var known = KnownSymbols()
    for link in tree.children(of: arguments) {
      let start = tree.nodes[Int(link)].range.lowerBound
      if isDebug(start) { report(.assignsDebug, function) }
      let symbol = symbols.symbol(at: start, in: tree)
      if !known.insert(symbol) {
        report(.duplicateArgument(name: symbols.name(symbol)), Int(link), .symbols)
      }
    }
  }

  // MARK: Imports

  mutating func checkAlias(_ node: Int) {
    let owner = scopes.parent(node)
    let asName = Int(tree.nodes[node].payload)
    let name = tree.nodes[tree.child(0, of: node)].range
    if name.count == 1, tree.fragment.text[name.lowerBound] == UInt8(ascii: "*") {
      if scope(of: node).kind != .module { report(.starImportInside, node, .symbols) }
      return
    }
    if isDebug(asName == 0 ? name.lowerBound : asName) { report(.assignsDebug, owner) }
  }

  private func isFuture(_ node: Int) -> Bool {
    let from = tree.child(0, of: node)
    return tree.nodes[node].kind == .importFrom && from != 0
      && tree.dottedName(of: from) == "__future__"
  }

  /// The module's docstring and imports from `__future__` come first.
  mutating func readFuture() {
    for (position, link) in tree.children(of: tree.root).enumerated() {
      let node = Int(link)
      if position == 0, tree.nodes[node].kind == .expressionStatement,
        tree.stringValue(of: tree.child(0, of: node)) != nil
      {
        continue
      }
      guard isFuture(node), tree.nodes[node].payload == 0 else { return }
      futureEnd = tree.nodes[node].range.upperBound
      for alias in tree.children(of: node).dropFirst() {
        let name = tree.dottedName(of: tree.child(0, of: Int(alias)))
        if name == "annotations" { postponesAnnotations = true }
        if !pythonFeatures.contains(name) { report(.futureUnknown(name: name), node, .future) }
      }
    }
  }

  mutating func checkFuture(_ node: Int) {
    guard isFuture(node), tree.nodes[node].range.lowerBound >= futureEnd else { return }
    report(.futureLate, node)
  }

  // MARK: `:=`

  mutating func checkNamedExpression(_ node: Int) {
    if around[node].contains(.annotation), postponesAnnotations {
      return report(.notInAnnotation(what: "named expression"), node, .symbols)
    }
    if around[node].contains(.iterable) { return report(.walrusInIterable, node, .symbols) }
    let target = tree.child(0, of: node)
    let name = tree.identifier(at: tree.nodes[target].range.lowerBound)
    var index = Int(scopes.scopeOf[node])
    while scopes.scopes[index].kind == .comprehension {
      let scope = scopes.scopes[index]
      if let loop = loopNames(of: scope.node)[name] {
        if tree.nodes[loop].range.lowerBound > tree.nodes[node].range.lowerBound,
          isInCondition(node, of: scope.node)
        {
          report(.loopRebindsWalrus(name: name), loop, .symbols)
        } else {
          report(.walrusRebindsLoop(name: name), node, .symbols)
        }
        return
      }
      index = scope.parent
      if scopes.scopes[index].kind == .classBody {
        return report(.walrusInClass, node, .symbols)
      }
    }
  }

  /// The names in the targets of a comprehension's loops, those of `a[b]` included, each with its
  /// first place.
  private mutating func loopNames(of comprehension: Int) -> [String: Int] {
    if let known = loops[comprehension] { return known }
    var names: [String: Int] = [:]
    for link in tree.children(of: comprehension)
    where tree.nodes[Int(link)].kind == .comprehension {
      for node in tree.subtree(of: tree.child(0, of: Int(link)))
      where tree.nodes[node].kind == .name {
        guard scope(of: node).node == comprehension else { continue }
        let name = tree.identifier(at: tree.nodes[node].range.lowerBound)
        if names[name] == nil { names[name] = node }
      }
    }
    loops[comprehension] = names
    return names
  }

  /// Whether a node stands behind a loop of the comprehension, not in its element.
  private func isInCondition(_ node: Int, of comprehension: Int) -> Bool {
    var index = node
    while index != 0, scopes.parent(index) != comprehension { index = scopes.parent(index) }
    return tree.nodes[index].kind == .comprehension
  }
}

private let pythonFeatures: Set<String> = [
  "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
  "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]

/// The names of one call or signature: mostly few.
private struct KnownSymbols {
  private var first: [Int] = []
  private var more: Set<Int> = []

  /// Whether the symbol is new.
  mutating func insert(_ symbol: Int) -> Bool {
    if first.contains(symbol) { return false }
    guard first.count == 8 else {
      first.append(symbol)
      return true
    }
    return more.insert(symbol).inserted
  }
}
