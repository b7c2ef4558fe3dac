import SluiceCore

/// How a function uses a mapping that a parameter brings in, other names for it included.
struct PythonMappingUses {
  /// A key that is certain.
  struct Hidden {
    var name: TaskName
    var disguise: UpstreamDisguise
    var range: SourceRange
  }

  /// A call that hands the mapping on, and the argument that does.
  struct Call {
    var invocation: PythonInvocation
    var argument: Int
    var aliases: Set<String>
  }

  /// `upstream['load']`, as Ploomber sees it.
  var plain: [UpstreamReference] = []
  /// `upstream.get(…)`
  var gets: [UpstreamReference] = []
  /// Names that are certain, and hidden.
  var hidden: [Hidden] = []
  /// `upstream[key]` that nobody can decide.
  var computed: [SourceRange] = []
  var calls: [Call] = []
  /// The first use as a whole, calls aside.
  var whole: SourceRange?
}

/// Reads the uses of one mapping in the nodes of one function, in one pass.
struct PythonMappingReader {
  let tree: PythonTree
  let scopes: PythonScopeMap
  let range: Range<Int>
  /// The frame; its mapping is followed only if `isFollowed`.
  let frame: PythonFrame
  /// Whether the mapping's name holds what the parameter brought, from end to end.
  private let parameter: Int?
  /// The other names of the mapping by the nodes that bind them, and the assignments of those that
  /// nothing has read yet.
  private var aliases: [String: Int] = [:]
  private var idle: [String: SourceRange] = [:]
  private var uses = PythonMappingUses()

  /// `range` are the nodes of the function's whole text, decorators included if they count.
  init(_ frame: PythonFrame, in range: Range<Int>, of tree: PythonTree, _ scopes: PythonScopeMap) {
    self.tree = tree
    self.scopes = scopes
    self.range = range
    self.frame = frame
    let bound = scopes.scope(openedBy: frame.function.node).flatMap {
      scopes.only(frame.mapping, in: $0)
    }
    parameter = bound.flatMap { tree.nodes[$0].kind == .parameter ? $0 : nil }
  }

  var isFollowed: Bool { parameter != nil }

  /// The uses, by offset.
  mutating func read<Modules>(_ referents: inout PythonReferents<Modules>) -> PythonMappingUses {
    let plain = Array(frame.mapping.utf8)
    for node in range where tree.nodes[node].kind == .name {
      if tree.isIdentifier(tree.nodes[node].range, plain) {
        use(node, nil, &referents)
      } else if !aliases.isEmpty {
        let text = tree.identifier(at: tree.nodes[node].range.lowerBound)
        guard let target = aliases[text], case .bound(target) = scopes.lookup(text, at: node) else {
          continue
        }
        if tree.nodes[node].detail == PythonContext.load.rawValue { idle[text] = nil }
        use(node, text, &referents)
      }
    }
    // An alias that nothing reads is no reason to be silent.
    for place in idle.values { noteWhole(place) }
    return uses
  }

  private mutating func noteWhole(_ place: SourceRange) {
    if let whole = uses.whole, whole.bytes.lowerBound <= place.bytes.lowerBound { return }
    uses.whole = place
  }

  private var context: PythonKeyContext {
    PythonKeyContext(
      module: frame.function.module, frame: frame, aliases: Set(aliases.keys))
  }

  private mutating func use<Modules>(
    _ node: Int, _ alias: String?, _ referents: inout PythonReferents<Modules>
  ) {
    let owner = scopes.parent(node)
    // A function inside may have a parameter of the same name: whoever calls it says what it is.
    var isForeign = false
    if alias == nil, case .bound(let bound) = scopes.lookup(frame.mapping, at: node) {
      isForeign = bound != parameter && tree.nodes[bound].kind == .parameter
    }
    let isKnown = isFollowed && !isForeign
    switch tree.nodes[owner].kind {
    case .subscripted where tree.child(0, of: owner) == node:
      return key(owner, alias, isKnown: isKnown, isForeign: isForeign, &referents)
    case .attribute where !isForeign:
      if get(owner, call: scopes.parent(owner), isKnown: isKnown, &referents) { return }
    default: break
    }
    guard !isForeign, tree.nodes[node].detail == PythonContext.load.rawValue, !isTested(node) else {
      return
    }
    if isKnown {
      if makesAlias(node, owner) { return }
      if let call = call(node, owner) {
        uses.calls.append(call)
        return
      }
    }
    noteWhole(tree.place(of: node))
  }

  // MARK: Keys

  /// `upstream[…]`
  private mutating func key<Modules>(
    _ node: Int, _ alias: String?, isKnown: Bool, isForeign: Bool,
    _ referents: inout PythonReferents<Modules>
  ) {
    let key = tree.child(1, of: node)
    if let plain = tree.stringValue(of: key) {
      let place = tree.place(of: key)
      if let alias {
        uses.hidden.append(.init(name: TaskName(plain), disguise: .alias(alias), range: place))
      } else {
        uses.plain.append(UpstreamReference(key: plain, range: place))
      }
      return
    }
    if isForeign { return }
    let place = tree.place(of: node)
    guard isKnown, let keys = referents.keys(of: key, in: context) else {
      uses.computed.append(place)
      return
    }
    hide(keys, at: place)
  }

  private mutating func hide(_ keys: PythonKeys, at place: SourceRange) {
    guard case .texts(let texts) = keys else { return }
    for text in texts {
      uses.hidden.append(
        .init(name: TaskName(text.name), disguise: text.disguise, range: text.place ?? place))
    }
  }

  /// `upstream.get(…)`, whose attribute is `attribute`.
  private mutating func get<Modules>(
    _ attribute: Int, call: Int, isKnown: Bool, _ referents: inout PythonReferents<Modules>
  ) -> Bool {
    guard tree.identifier(at: Int(tree.nodes[attribute].payload)) == "get",
      tree.nodes[call].kind == .call, tree.child(0, of: call) == attribute
    else { return false }
    let place = tree.place(of: call)
    let key = tree.child(1, of: call)
    if let plain = tree.stringValue(of: key) {
      uses.gets.append(.dynamic(.get(TaskName(plain)), place))
    } else if isKnown, let keys = referents.keys(of: key, in: context) {
      hide(keys, at: place)
    } else {
      uses.gets.append(.dynamic(.get(nil), place))
    }
    return true
  }

  // MARK: Uses as a whole

  /// `other = upstream`, where nothing else binds `other`.
  private mutating func makesAlias(_ node: Int, _ owner: Int) -> Bool {
    let children = tree.children(of: owner)
    switch tree.nodes[owner].kind {
    case .assign where children.last == UInt32(node): break
    case .annotatedAssign where tree.child(2, of: owner) == node:
      return addAliases([tree.child(0, of: owner)], node)
    default: return false
    }
    return addAliases(children.dropLast().map { Int($0) }, node)
  }

  private mutating func addAliases(_ targets: [Int], _ node: Int) -> Bool {
    var names: [(String, Int)] = []
    for target in targets {
      guard tree.nodes[target].kind == .name else { return false }
      let name = tree.identifier(at: tree.nodes[target].range.lowerBound)
      guard aliases[name] == nil, case .bound(target) = scopes.lookup(name, at: target) else {
        return false
      }
      names.append((name, target))
    }
    for (name, target) in names {
      aliases[name] = target
      idle[name] = tree.place(of: node)
    }
    return true
  }

  /// `helper(upstream)`, `helper(inputs=upstream)`
  private func call(_ node: Int, _ owner: Int) -> PythonMappingUses.Call? {
    let isKeyword = tree.nodes[owner].kind == .keyword
    if isKeyword, tree.nodes[owner].detail == 1 { return nil }
    let call = isKeyword ? scopes.parent(owner) : owner
    guard tree.nodes[call].kind == .call, tree.child(0, of: call) != node else { return nil }
    let invocation = PythonInvocation(
      module: frame.function.module, call: call, callee: tree.child(0, of: call),
      arguments: tree.children(of: call).dropFirst().map { Int($0) })
    return PythonMappingUses.Call(
      invocation: invocation, argument: node, aliases: Set(aliases.keys))
  }

  /// Whether a use only asks if there is any upstream, or how many: `upstream is None`,
  /// `not upstream`, `if upstream`, `len(upstream)`.
  private func isTested(_ use: Int) -> Bool {
    var node = use
    var owner = scopes.parent(node)
    while tree.nodes[owner].kind == .booleanOperation {
      node = owner
      owner = scopes.parent(node)
    }
    let value = tree.nodes[owner]
    switch value.kind {
    case .compare:
      return tree.children(of: owner).contains { tree.nodes[Int($0)].kind == .noneLiteral }
    case .unaryOperation: return value.detail == PythonOperator.not.rawValue
    case .ifStatement, .whileStatement, .conditional, .assertStatement:
      return tree.child(0, of: owner) == node
    case .comprehension:
      return tree.child(0, of: owner) != node && tree.child(1, of: owner) != node
    case .call:
      let callee = tree.child(0, of: owner)
      guard tree.nodes[callee].kind == .name, tree.child(1, of: owner) == node else { return false }
      let name = tree.identifier(at: tree.nodes[callee].range.lowerBound)
      return name == "len" || name == "bool"
    default: return false
    }
  }
}
