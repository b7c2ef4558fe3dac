import SluiceCore

/// The upstream references in a range of nodes that is a function's whole text, by offset: what
/// Ploomber finds (every `upstream['name']`), and what hides from it. A name that hides and is not in
/// plain sight anywhere else comes once.
func pythonUpstream(
  in range: Range<Int>, of tree: PythonTree, isParameter: Bool, _ module: inout PythonModuleNames
) -> [UpstreamReference] {
  guard range.contains(where: { isUpstreamName($0, in: tree) }) else { return [] }
  var reader = PythonMappingReader("upstream", in: range, of: tree, isParameter: isParameter)
  var uses = reader.read(&module)
  var visited: Set<PythonModuleNames.Parameter> = []
  for call in uses.calls {
    let place = tree.place(of: call.node)
    if let names = followed(call, in: tree, &visited, &module) {
      for (name, key) in names {
        uses.hidden.append((name, .function(call.name, key: key), place))
      }
    } else if uses.whole.map({ $0.bytes.lowerBound > place.bytes.lowerBound }) ?? true {
      uses.whole = place
    }
  }
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

/// Whether a node is the plain name `upstream`.
func isUpstreamName(_ node: Int, in tree: PythonTree) -> Bool {
  let value = tree.nodes[node]
  guard value.kind == .name, value.end &- value.start >= 8 else { return false }
  return tree.isIdentifier(value.range, "upstream".utf8)
}

/// The names that a function of the module asks the mapping for, and those that it hands the mapping
/// on to; `nil` if any of that cannot be said. Skips what `visited` holds, and goes no further than
/// 32 functions and 256 names.
private func followed(
  _ call: PythonMappingUses.Call, in tree: PythonTree,
  _ visited: inout Set<PythonModuleNames.Parameter>, _ module: inout PythonModuleNames
) -> [(name: TaskName, key: SourceRange)]? {
  var names: [(name: TaskName, key: SourceRange)] = []
  var open = [call]
  while let next = open.popLast() {
    guard let parameter = parameter(of: next, in: tree, &module) else { return nil }
    guard visited.insert(parameter).inserted else { continue }
    guard visited.count <= 32 else { return nil }
    let uses = uses(of: parameter, in: tree, &module)
    guard uses.whole == nil, uses.computed.isEmpty else { return nil }
    for reference in uses.plain + uses.gets {
      switch reference {
      case .task(let name, let range), .dynamic(.get(let name?), let range):
        names.append((name, range))
      case .wildcard(let pattern, let range): names.append((TaskName(pattern), range))
      case .dynamic: return nil
      }
    }
    for hidden in uses.hidden { names.append((hidden.name, hidden.range)) }
    guard names.count <= 256 else { return nil }
    open += uses.calls.reversed()
  }
  return names
}

/// The parameter that takes a call's mapping: of a function of this module that nothing decorates and
/// nothing else is named like.
private func parameter(
  of call: PythonMappingUses.Call, in tree: PythonTree, _ module: inout PythonModuleNames
) -> PythonModuleNames.Parameter? {
  guard let function = module.statement(binding: call.name, in: tree),
    tree.nodes[function].kind == .functionDef, tree.child(0, of: function) == 0
  else { return nil }
  var position = 0
  for link in tree.children(of: tree.child(2, of: function)) {
    let node = tree.nodes[Int(link)]
    let name = tree.identifier(at: node.range.lowerBound)
    let byName: Bool
    let byPosition: Bool
    switch PythonParameterKind(rawValue: node.detail) ?? .normal {
    case .positionalOnly: (byName, byPosition) = (false, true)
    case .normal: (byName, byPosition) = (true, true)
    case .keywordOnly: (byName, byPosition) = (true, false)
    case .variadicPositional, .variadicKeyword: (byName, byPosition) = (false, false)
    }
    if byName && call.keyword == name || byPosition && call.position == position {
      return PythonModuleNames.Parameter(function: function, name: name)
    }
    position += 1
  }
  return nil
}

/// How a function uses what its parameter brings; each is read once.
private func uses(
  of parameter: PythonModuleNames.Parameter, in tree: PythonTree, _ module: inout PythonModuleNames
) -> PythonMappingUses {
  if let known = module.followed[parameter] { return known }
  var reader = PythonMappingReader(
    parameter.name, in: tree.subtree(of: parameter.function), of: tree, isParameter: true)
  var uses = reader.read(&module)
  // A parameter that is bound again holds something else.
  if !reader.follows() { uses.whole = tree.place(of: parameter.function) }
  module.followed[parameter] = uses
  return uses
}
