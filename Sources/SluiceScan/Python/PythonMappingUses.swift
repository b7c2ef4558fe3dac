import SluiceCore

/// How a function uses a mapping that a parameter brings in, other names for it included.
struct PythonMappingUses {
  /// A call that hands the mapping on.
  struct Call {
    var name: String
    /// The argument's place in the call, or its keyword.
    var position: Int?
    var keyword: String?
    /// The argument.
    var node: Int
  }

  /// `upstream['load']`, as Ploomber sees it.
  var plain: [UpstreamReference] = []
  /// `upstream.get(…)`
  var gets: [UpstreamReference] = []
  /// Names that are certain, and hidden.
  var hidden: [(name: TaskName, disguise: UpstreamDisguise, range: SourceRange)] = []
  /// `upstream[key]` that nobody can decide.
  var computed: [SourceRange] = []
  var calls: [Call] = []
  /// The first use as a whole, calls aside.
  var whole: SourceRange?
}

/// Reads the uses of one mapping in the nodes of one function, in one pass.
struct PythonMappingReader {
  let tree: PythonTree
  let range: Range<Int>
  /// The parameter's name.
  let name: String
  /// Whether `name` is a parameter of the function. Else nobody knows what it holds.
  let isParameter: Bool
  private var parents: [Int]
  /// Made when something hides.
  private var bound: PythonBoundNames?
  /// The other names of the mapping, and the assignments of those that nothing has read yet.
  private var aliases: Set<String> = []
  private var idle: [String: SourceRange] = [:]
  /// The variables that were followed, and whether that led to names.
  private var variables: [String: Bool] = [:]
  private var uses = PythonMappingUses()

  init(_ name: String, in range: Range<Int>, of tree: PythonTree, isParameter: Bool) {
    self.tree = tree
    self.range = range
    self.name = name
    self.isParameter = isParameter
    parents = [Int](repeating: 0, count: range.count)
    for node in range {
      for link in tree.children(of: node) where range.contains(Int(link)) {
        parents[Int(link) - range.lowerBound] = node
      }
    }
  }

  /// The uses, by offset.
  mutating func read(_ module: inout PythonModuleNames) -> PythonMappingUses {
    let plain = Array(name.utf8)
    for node in range where tree.nodes[node].kind == .name {
      if tree.isIdentifier(tree.nodes[node].range, plain) {
        use(node, nil, &module)
      } else if !aliases.isEmpty {
        let text = tree.identifier(at: tree.nodes[node].range.lowerBound)
        guard aliases.contains(text) else { continue }
        if tree.nodes[node].detail == PythonContext.load.rawValue { idle[text] = nil }
        use(node, text, &module)
      }
    }
    // An alias that nothing reads is no reason to be silent.
    for place in idle.values { noteWhole(place) }
    return uses
  }

  /// Whether the mapping's name holds what the parameter brought, from end to end.
  mutating func follows() -> Bool {
    guard isParameter else { return false }
    if bound == nil { bound = PythonBoundNames(in: range, of: tree) }
    return bound?.only(name) != nil
  }

  private mutating func noteWhole(_ place: SourceRange) {
    if let whole = uses.whole, whole.bytes.lowerBound <= place.bytes.lowerBound { return }
    uses.whole = place
  }

  private func parent(_ node: Int) -> Int {
    range.contains(node) ? parents[node - range.lowerBound] : 0
  }

  private mutating func use(_ node: Int, _ alias: String?, _ module: inout PythonModuleNames) {
    let owner = parent(node)
    switch tree.nodes[owner].kind {
    case .subscripted where tree.child(0, of: owner) == node:
      return key(owner, alias, &module)
    case .attribute:
      if let reference = get(owner, call: parent(owner)) {
        uses.gets.append(reference)
        return
      }
    default: break
    }
    guard tree.nodes[node].detail == PythonContext.load.rawValue, !isTested(node) else { return }
    if follows() {
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
  private mutating func key(_ node: Int, _ alias: String?, _ module: inout PythonModuleNames) {
    let key = tree.child(1, of: node)
    if let plain = tree.stringValue(of: key) {
      let place = tree.place(of: key)
      if let alias {
        uses.hidden.append((TaskName(plain), .alias(alias), place))
      } else {
        uses.plain.append(UpstreamReference(key: plain, range: place))
      }
      return
    }
    let place = tree.place(of: node)
    guard follows() else {
      uses.computed.append(place)
      return
    }
    if case .text(let value)? = tree.staticValue(of: key) {
      uses.hidden.append((TaskName(value), .expression, place))
    } else if tree.nodes[key].kind != .name || !isDecided(key, place, &module) {
      uses.computed.append(place)
    }
  }

  /// Whether one statement says what the variable `key` is.
  private mutating func isDecided(
    _ key: Int, _ place: SourceRange, _ module: inout PythonModuleNames
  ) -> Bool {
    let variable = tree.identifier(at: tree.nodes[key].range.lowerBound)
    if let known = variables[variable] { return known }
    let isDecided = follow(variable, place, &module)
    variables[variable] = isDecided
    return isDecided
  }

  private mutating func follow(
    _ variable: String, _ place: SourceRange, _ module: inout PythonModuleNames
  ) -> Bool {
    guard let bound, bound.contains(variable) else {
      guard let statement = module.statement(binding: variable, in: tree) else { return false }
      return hides(assignedValue(statement), behind: variable, place)
    }
    guard let target = bound.only(variable) else { return false }
    let owner = parent(target)
    switch tree.nodes[owner].kind {
    case .assign, .annotatedAssign: return hides(assignedValue(owner), behind: variable, place)
    case .forStatement, .comprehension:
      guard tree.child(0, of: owner) == target else { return false }
      let iterable = tree.child(1, of: owner)
      return iteratesMapping(iterable)
        || hidesSome(list(iterable, &module), behind: variable)
    case .tuple:
      // `for name, product in upstream.items()`
      let loop = parent(owner)
      guard tree.child(0, of: owner) == target, tree.child(0, of: loop) == owner,
        tree.nodes[loop].kind == .forStatement || tree.nodes[loop].kind == .comprehension
      else { return false }
      return isMethod("items", tree.child(1, of: loop))
    default: return false
    }
  }

  private mutating func hides(
    _ value: Int, behind variable: String, _ place: SourceRange
  ) -> Bool {
    // Many functions may ask for one long text.
    guard tree.nodes[value].range.count < 4096,
      case .text(let text)? = tree.staticValue(of: value)
    else { return false }
    uses.hidden.append((TaskName(text), .variable(variable), place))
    return true
  }

  /// What a loop goes through: the expression itself, or the value of a name that stands for one and
  /// is used for nothing but loops, so that nobody changes the list.
  private func list(_ iterable: Int, _ module: inout PythonModuleNames) -> Int {
    guard tree.nodes[iterable].kind == .name, let bound else { return iterable }
    let name = tree.identifier(at: tree.nodes[iterable].range.lowerBound)
    guard module.isOnlyIterated(name, in: tree) else { return iterable }
    let statement =
      bound.contains(name)
      ? bound.only(name).map { parent($0) } : module.statement(binding: name, in: tree)
    guard let statement else { return iterable }
    switch tree.nodes[statement].kind {
    case .assign:
      return tree.childCount(of: statement) == 2
        && tree.nodes[tree.child(0, of: statement)].kind == .name
        ? assignedValue(statement) : iterable
    case .annotatedAssign: return assignedValue(statement)
    default: return iterable
    }
  }

  /// The texts of a list that a loop goes through.
  private mutating func hidesSome(_ iterable: Int, behind variable: String) -> Bool {
    // Many functions may go through one long list.
    guard tree.nodes[iterable].range.count < 4096, tree.childCount(of: iterable) <= 256,
      case .collection(_, let items)? = tree.staticValue(of: iterable), !items.isEmpty
    else { return false }
    let texts = items.compactMap { item -> TaskName? in
      guard case .text(let value) = item.value else { return nil }
      return TaskName(value)
    }
    guard texts.count == items.count else { return false }
    for (text, item) in zip(texts, items) {
      uses.hidden.append((text, .variable(variable), tree.place(of: item.node)))
    }
    return true
  }

  private func assignedValue(_ statement: Int) -> Int {
    switch tree.nodes[statement].kind {
    case .assign: tree.child(tree.childCount(of: statement) - 1, of: statement)
    case .annotatedAssign: tree.child(2, of: statement)
    default: 0
    }
  }

  /// `upstream`, `upstream.keys()`, `sorted(upstream)`: gives only keys that are there.
  private func iteratesMapping(_ node: Int) -> Bool {
    if isMapping(node) || isMethod("keys", node) { return true }
    let callee = tree.child(0, of: node)
    guard tree.nodes[node].kind == .call, tree.nodes[callee].kind == .name,
      tree.childCount(of: node) > 1
    else { return false }
    let function = tree.identifier(at: tree.nodes[callee].range.lowerBound)
    return ["sorted", "list", "tuple", "set", "reversed"].contains(function)
      && isMapping(tree.child(1, of: node))
  }

  private func isMapping(_ node: Int) -> Bool {
    guard tree.nodes[node].kind == .name else { return false }
    let text = tree.identifier(at: tree.nodes[node].range.lowerBound)
    return text == name || aliases.contains(text)
  }

  private func isMethod(_ method: String, _ call: Int) -> Bool {
    let callee = tree.child(0, of: call)
    return tree.nodes[call].kind == .call && tree.nodes[callee].kind == .attribute
      && isMapping(tree.child(0, of: callee))
      && tree.identifier(at: Int(tree.nodes[callee].payload)) == method
  }

  /// `upstream.get(…)`, whose attribute is `attribute`.
  private func get(_ attribute: Int, call: Int) -> UpstreamReference? {
    let method = tree.identifierRange(at: Int(tree.nodes[attribute].payload))
    guard tree.fragment.text[method].elementsEqual("get".utf8), tree.nodes[call].kind == .call,
      tree.child(0, of: call) == attribute
    else { return nil }
    let key = tree.stringValue(of: tree.child(1, of: call))
    return .dynamic(.get(key.map { TaskName($0) }), tree.place(of: call))
  }

  // MARK: Uses as a whole

  /// `other = upstream`, where nothing else binds `other`.
  private mutating func makesAlias(_ node: Int, _ owner: Int) -> Bool {
    guard tree.nodes[owner].kind == .assign, assignedValue(owner) == node, let bound else {
      return false
    }
    var names: [String] = []
    for link in tree.children(of: owner).dropLast() {
      let target = Int(link)
      guard tree.nodes[target].kind == .name else { return false }
      let name = tree.identifier(at: tree.nodes[target].range.lowerBound)
      guard bound.only(name) == target else { return false }
      names.append(name)
    }
    for name in names {
      aliases.insert(name)
      idle[name] = tree.place(of: node)
    }
    return true
  }

  /// `helper(upstream)`, `helper(inputs=upstream)`
  private func call(_ node: Int, _ owner: Int) -> PythonMappingUses.Call? {
    let isKeyword = tree.nodes[owner].kind == .keyword
    if isKeyword, tree.nodes[owner].detail == 1 { return nil }
    let call = isKeyword ? parent(owner) : owner
    let callee = tree.child(0, of: call)
    guard tree.nodes[call].kind == .call, tree.nodes[callee].kind == .name, callee != node else {
      return nil
    }
    let function = tree.identifier(at: tree.nodes[callee].range.lowerBound)
    // A name that the function binds may hold anything; its own does not.
    if let bound, bound.contains(function), bound.only(function) != range.upperBound - 1 {
      return nil
    }
    if isKeyword {
      let keyword = tree.identifier(at: tree.nodes[owner].range.lowerBound)
      return PythonMappingUses.Call(name: function, keyword: keyword, node: node)
    }
    var position = 0
    for link in tree.children(of: call).dropFirst() {
      if Int(link) == node {
        return PythonMappingUses.Call(name: function, position: position, node: node)
      }
      if tree.nodes[Int(link)].kind == .starred { return nil }
      position += 1
    }
    return nil
  }

  /// Whether a use only asks if there is any upstream, or how many: `upstream is None`,
  /// `not upstream`, `if upstream`, `len(upstream)`.
  private func isTested(_ use: Int) -> Bool {
    var node = use
    var owner = parent(node)
    while tree.nodes[owner].kind == .booleanOperation {
      node = owner
      owner = parent(node)
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
      let name = tree.text(of: callee)
      return tree.nodes[callee].kind == .name && tree.child(1, of: owner) == node
        && (name.elementsEqual("len".utf8) || name.elementsEqual("bool".utf8))
    default: return false
    }
  }
}
