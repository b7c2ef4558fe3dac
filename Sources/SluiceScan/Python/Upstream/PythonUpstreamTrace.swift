package import SluiceCore

/// Follows the mapping of a task's function to wherever the function hands it: other functions of the
/// file, and of the modules that `source` knows. Ends on every input: so many functions and names are
/// followed for each task, and so many nodes in all.
package struct PythonUpstreamTrace<Modules: PythonModuleSource> {
  private var referents: PythonReferents<Modules>
  /// What following a function gave; each is read once.
  private var read: [PythonFrame: PythonMappingUses] = [:]
  /// How many nodes may still be read.
  private var budget = 4_000_000
  private static var frameLimit: Int { 64 }
  private static var nameLimit: Int { 256 }
  private static var depthLimit: Int { 16 }

  /// `source` is asked for the modules that imports name.
  package init(_ source: Modules) { referents = PythonReferents(source) }

  /// The modules, with what they learnt.
  package var source: Modules { referents.source }

  /// The upstream references in the whole text of the function at `range`, as `scanPythonModule` gives
  /// it; `nil` if `tree` has no such function.
  package mutating func upstream(
    ofFunction range: SourceRange, in tree: PythonTree
  ) -> [UpstreamReference]? {
    for node in tree.nodes.indices where tree.nodes[node].kind == .functionDef {
      let nodes = pythonFunctionNodes(node, in: tree)
      guard tree.place(nodes.text) == range else { continue }
      return upstream(of: node, nodes.nodes, in: tree)
    }
    return nil
  }

  /// The upstream references in a range of nodes that is a function's whole text, by offset: what
  /// Ploomber finds (every `upstream['name']`), and what hides from it. A name that hides and is not
  /// in plain sight anywhere else comes once.
  mutating func upstream(
    of function: Int, _ nodes: Range<Int>, in tree: PythonTree
  ) -> [UpstreamReference] {
    if let plain = plainUpstream(in: nodes, of: tree) { return plain }
    let isParameter = PythonSignature(of: function, in: tree).parameters.contains {
      $0.name == "upstream"
    }
    let module = referents.open(tree)
    let frame = PythonFrame(
      function: PythonNodeReference(module: module, node: function), mapping: "upstream")
    var reader = PythonMappingReader(
      frame, in: nodes, of: tree, referents.modules[module].scopes)
    var uses = reader.read(&referents)
    follow(&uses, from: frame)
    return references(uses, isParameter: isParameter)
  }

  private func references(
    _ uses: PythonMappingUses, isParameter: Bool
  ) -> [UpstreamReference] {
    var references = uses.plain + uses.gets
    references += uses.computed.map { .dynamic(.computedKey, $0) }
    var seen = Set(
      uses.plain.compactMap { reference -> TaskName? in
        switch reference {
        case .task(let name, _): name
        case .wildcard(let pattern, _): TaskName(pattern)
        case .dynamic: nil
        }
      })
    for hidden in uses.hidden where seen.insert(hidden.name).inserted {
      references.append(.dynamic(.hidden(hidden.name, hidden.disguise), hidden.range))
    }
    if references.isEmpty, isParameter, let whole = uses.whole {
      references.append(.dynamic(.whole, whole))
    }
    return references.sorted { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
  }

  // MARK: Calls

  /// What a call leads to.
  private struct Findings {
    var names: [(name: TaskName, key: SourceRange)] = []
    /// A key that nobody can decide.
    var isComputed = false
    /// The mapping goes where nobody can follow it.
    var isLost = false
    var visited: Set<PythonFrame> = []
  }

  /// Adds to the uses of a task's function what the functions do that it hands the mapping to.
  private mutating func follow(_ uses: inout PythonMappingUses, from frame: PythonFrame) {
    var found = Findings()
    for call in uses.calls {
      let tree = referents.modules[call.invocation.module].tree
      let place = tree.place(of: call.argument)
      found.names = []
      found.isComputed = false
      found.isLost = false
      follow(call, from: frame, &found, depth: 0)
      let callee = tree.text(of: call.invocation.callee)
      let name = callee.count < 80 ? String(decoding: callee, as: UTF8.self) : "…"
      for (task, key) in found.names {
        uses.hidden.append(
          .init(name: task, disguise: .function(name, key: key), range: place))
      }
      if found.isComputed { uses.computed.append(place) }
      if found.isLost, uses.whole.map({ $0.bytes.lowerBound > place.bytes.lowerBound }) ?? true {
        uses.whole = place
      }
    }
  }

  private mutating func follow(
    _ call: PythonMappingUses.Call, from caller: PythonFrame, _ found: inout Findings, depth: Int
  ) {
    guard depth < Self.depthLimit, found.visited.count < Self.frameLimit,
      let frame = frame(for: call, from: caller)
    else {
      found.isLost = true
      return
    }
    guard found.visited.insert(frame).inserted else { return }
    guard let uses = uses(of: frame) else {
      found.isLost = true
      return
    }
    if uses.whole != nil { found.isLost = true }
    if !uses.computed.isEmpty { found.isComputed = true }
    for reference in uses.plain + uses.gets {
      switch reference {
      case .task(let name, let range), .dynamic(.get(let name?), let range):
        found.names.append((name, range))
      case .wildcard(let pattern, let range): found.names.append((TaskName(pattern), range))
      case .dynamic: found.isComputed = true
      }
    }
    for hidden in uses.hidden { found.names.append((hidden.name, hidden.range)) }
    guard found.names.count <= Self.nameLimit else {
      found.isLost = true
      return
    }
    for next in uses.calls { follow(next, from: frame, &found, depth: depth + 1) }
  }

  /// How a function uses its mapping; `nil` if its parameter is bound again, or too much was read.
  private mutating func uses(of frame: PythonFrame) -> PythonMappingUses? {
    if let known = read[frame] { return known }
    let module = referents.modules[frame.function.module]
    let nodes = module.tree.subtree(of: frame.function.node)
    budget -= nodes.count
    guard budget > 0 else { return nil }
    var reader = PythonMappingReader(frame, in: nodes, of: module.tree, module.scopes)
    guard reader.isFollowed else { return nil }
    let uses = reader.read(&referents)
    read[frame] = uses
    return uses
  }

  // MARK: Who is called

  /// The function that a call runs, with what the call brings.
  private mutating func frame(
    for call: PythonMappingUses.Call, from caller: PythonFrame
  ) -> PythonFrame? {
    var invocation = call.invocation
    let tree = referents.modules[invocation.module].tree
    for _ in 0..<4 {
      let callee = PythonNodeReference(module: invocation.module, node: invocation.callee)
      guard case .outside("functools.partial") = referents.referent(of: callee) else { break }
      guard let first = invocation.arguments.first, tree.nodes[first].kind != .keyword,
        tree.nodes[first].kind != .starred, first != call.argument
      else { return nil }
      invocation.callee = first
      invocation.arguments.removeFirst()
      invocation.isPartial = true
    }
    guard let target = target(of: invocation, from: caller) else { return nil }
    let home = referents.modules[target.function.module].tree
    let signature = PythonSignature(of: target.function.node, in: home)
    let arguments = PythonArguments(
      of: invocation, in: tree, to: signature.parameters, skipped: target.skipped)
    guard
      let mapping = signature.parameters.first(where: { arguments.nodes[$0.name] == call.argument })
    else { return nil }
    var frame = PythonFrame(
      function: target.function, mapping: mapping.name, receiver: target.receiver)
    let context = PythonKeyContext(
      module: invocation.module, frame: caller, aliases: call.aliases)
    for parameter in signature.parameters.dropFirst(target.skipped)
    where parameter.name != mapping.name {
      if let argument = arguments.nodes[parameter.name] {
        // A key of the caller's mapping is one of the callee's, too.
        frame.keys[parameter.name] = placed(
          referents.keys(of: argument, in: context), at: tree.place(of: argument))
      } else if let given = target.given[parameter.name] {
        frame.keys[parameter.name] = given
      } else if !arguments.isOpen, parameter.standard != 0 {
        frame.keys[parameter.name] = placed(
          referents.keys(
            of: parameter.standard, in: PythonKeyContext(module: target.function.module)),
          at: home.place(of: parameter.standard))
      }
    }
    return frame
  }

  private func placed(_ keys: PythonKeys?, at place: SourceRange) -> PythonKeys? {
    guard case .texts(let texts)? = keys else { return keys }
    return .texts(
      texts.map {
        PythonKeys.Text(name: $0.name, disguise: $0.disguise, place: $0.place ?? place)
      })
  }

  /// A function, and what is known of its first parameters before any argument comes.
  private struct Target {
    var function: PythonNodeReference
    var skipped = 0
    var receiver: PythonNodeReference?
    var given: [String: PythonKeys] = [:]
  }

  private mutating func target(
    of invocation: PythonInvocation, from caller: PythonFrame
  ) -> Target? {
    let callee = PythonNodeReference(module: invocation.module, node: invocation.callee)
    switch referents.referent(of: callee) {
    case .function(let function): return transparent(Target(function: function))
    case .method(let function, let receiver):
      return transparent(Target(function: function, skipped: 1, receiver: receiver))
    case .classBody(let body): return method("__init__", of: body)
    case .instance(let body): return method("__call__", of: body)
    case .partial(let call): return partial(call, from: caller)
    case .unclear: return ownMethod(callee, from: caller)
    case .module, .target, .parameter, .value, .outside: return nil
    }
  }

  private mutating func transparent(_ target: Target) -> Target? {
    referents.isTransparent(target.function) ? target : nil
  }

  private mutating func method(_ name: String, of body: PythonNodeReference) -> Target? {
    guard let found = referents.inherited(name, by: body),
      referents.modules[found.module].tree.nodes[found.node].kind == .functionDef
    else { return nil }
    return transparent(Target(function: found, skipped: 1, receiver: body))
  }

  /// `self.read(…)` in a method whose instance is known.
  private mutating func ownMethod(
    _ callee: PythonNodeReference, from caller: PythonFrame
  ) -> Target? {
    let module = referents.modules[callee.module]
    let owner = module.tree.child(0, of: callee.node)
    guard let receiver = caller.receiver, module.tree.nodes[callee.node].kind == .attribute,
      module.tree.nodes[owner].kind == .name,
      case .parameter(let parameter) = referents.binding(
        of: PythonNodeReference(module: callee.module, node: owner)),
      parameter.module == caller.function.module,
      module.tree.child(0, of: module.tree.child(2, of: caller.function.node)) == parameter.node
    else { return nil }
    let name = module.tree.identifier(at: Int(module.tree.nodes[callee.node].payload))
    switch referents.member(name, ofInstance: receiver) {
    case .method(let function, let receiver):
      return Target(function: function, skipped: 1, receiver: receiver)
    case .function(let function): return Target(function: function)
    default: return nil
    }
  }

  /// A name that stands for `partial(read, …)`: its arguments come before those of the call.
  private mutating func partial(_ call: PythonNodeReference, from caller: PythonFrame) -> Target? {
    let tree = referents.modules[call.module].tree
    let children = tree.children(of: call.node).dropFirst().map { Int($0) }
    guard let first = children.first, tree.nodes[first].kind != .keyword,
      tree.nodes[first].kind != .starred
    else { return nil }
    let inner = PythonInvocation(
      module: call.module, call: call.node, callee: first, arguments: Array(children.dropFirst()))
    let callee = PythonNodeReference(module: call.module, node: first)
    var target: Target
    switch referents.referent(of: callee) {
    case .function(let function): target = Target(function: function)
    case .method(let function, let receiver):
      target = Target(function: function, skipped: 1, receiver: receiver)
    default: return nil
    }
    guard referents.isTransparent(target.function) else { return nil }
    let home = referents.modules[target.function.module].tree
    let signature = PythonSignature(of: target.function.node, in: home)
    let arguments = PythonArguments(
      of: inner, in: tree, to: signature.parameters, skipped: target.skipped)
    guard !arguments.isOpen else { return nil }
    let context = PythonKeyContext(
      module: call.module, frame: call.module == caller.function.module ? caller : nil)
    for (name, node) in arguments.nodes {
      target.given[name] = placed(referents.keys(of: node, in: context), at: tree.place(of: node))
    }
    target.skipped += inner.arguments.count { tree.nodes[$0].kind != .keyword }
    return target
  }
}

/// The references of a function that does nothing with `upstream` but `upstream['name']`, by offset;
/// `nil` for every other.
func plainUpstream(in nodes: Range<Int>, of tree: PythonTree) -> [UpstreamReference]? {
  guard let upstream = tree.symbols.known("upstream") else { return [] }
  let mentions = nodes.filter {
    tree.nodes[$0].symbol == UInt32(upstream) && tree.nodes[$0].kind == .name
  }
  guard !mentions.isEmpty else { return [] }
  var keys: [Int: Int] = [:]
  for node in nodes where tree.nodes[node].kind == .subscripted {
    keys[tree.child(0, of: node)] = tree.child(1, of: node)
  }
  var found: [UpstreamReference] = []
  for mention in mentions {
    guard let key = keys[mention], let text = tree.stringValue(of: key) else { return nil }
    found.append(UpstreamReference(key: text, range: tree.place(of: key)))
  }
  return found.sorted { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
}

/// Whether a node is the plain name `upstream`.
func isUpstreamName(_ node: Int, in tree: PythonTree) -> Bool {
  let value = tree.nodes[node]
  guard value.kind == .name, value.end &- value.start >= 8 else { return false }
  return tree.isIdentifier(value.range, "upstream".utf8)
}

/// The whole text of a function, decorators included, and the nodes in it.
func pythonFunctionNodes(
  _ node: Int, in tree: PythonTree
) -> (text: Range<Int>, nodes: Range<Int>) {
  let decorators = tree.child(0, of: node)
  let value = tree.nodes[node].range
  let start = decorators == 0 ? value.lowerBound : tree.nodes[decorators].range.lowerBound
  var first = tree.subtree(of: node).lowerBound
  while first > 1, Int(tree.nodes[first - 1].start) >= start { first -= 1 }
  return (start..<value.upperBound, first..<node + 1)
}
