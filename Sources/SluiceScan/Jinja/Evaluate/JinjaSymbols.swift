/// Which names a scope of a template knows, and where each value comes from when the scope is entered:
/// a port of `jinja2.idtracking`, whose corners decide what a template prints.
final class JinjaSymbols {
  /// A scope of a template: the node that opens it, and which part of that node.
  struct Place: Hashable {
    /// `-1` is the template itself.
    var node: Int
    var part: Part
  }

  enum Part: Hashable { case whole, loopBody, loopTest, loopElse }

  /// What a name holds when the scope is entered.
  enum Load: Hashable {
    /// Whoever enters the scope sets it.
    case parameter
    /// What the context has.
    case resolve
    /// What the scope around has.
    case alias
    /// Nothing yet.
    case missing
  }

  let parent: JinjaSymbols?
  private(set) var loads: [String: Load] = [:]
  private(set) var stores: Set<String> = []

  /// The scope that an outer scope's node opens, read whole.
  init(of place: Place, in template: JinjaTemplate, parent: JinjaSymbols?) {
    self.parent = parent
    read(place, in: template)
  }

  private init(branchOf symbols: JinjaSymbols) {
    parent = symbols.parent
    loads = symbols.loads
    stores = symbols.stores
  }

  func knows(_ name: String) -> Bool {
    var scope: JinjaSymbols? = self
    while let current = scope {
      if current.loads[name] != nil { return true }
      scope = current.parent
    }
    return false
  }

  func declare(_ name: String) {
    stores.insert(name)
    loads[name] = .parameter
  }

  private func store(_ name: String) {
    stores.insert(name)
    guard loads[name] == nil else { return }
    loads[name] = parent?.knows(name) ?? false ? .alias : .missing
  }

  private func load(_ name: String) {
    if !knows(name) { loads[name] = .resolve }
  }

  // MARK: Reading a scope

  private func read(_ place: Place, in template: JinjaTemplate) {
    guard place.node >= 0 else {
      if template.mentions("self", in: template.body) { declare("self") }
      visit(all: template.body, template)
      return
    }
    let node = JinjaNode.ID(index: place.node)
    switch template[node].kind {
    case .block(_, let body, _, _):
      for name in ["self", "super"] where template.mentions(name, in: body) { declare(name) }
      visit(all: body, template)
    case .loop(let target, _, let test, let body, let otherwise, let isRecursive):
      switch place.part {
      case .loopElse: visit(all: otherwise, template)
      case .loopTest:
        declareNames(of: target, template)
        if let test { visit(test, template) }
      case .loopBody, .whole:
        if isRecursive || template.mentions("loop", in: body)
          || template.holdsScopedBlock(body)
        {
          declare("loop")
        }
        declareNames(of: target, template)
        visit(all: body, template)
      }
    case .macro(_, let parameters, let defaults, let body),
      .callBlock(_, let parameters, let defaults, let body):
      for id in parameters { visit(id, template) }
      visit(all: defaults, template)
      for name in ["caller", "kwargs", "varargs"]
      where loads[name] != .parameter && template.mentions(name, in: body) {
        declare(name)
      }
      visit(all: body, template)
    case .filterBlock(let filter, let body):
      visit(all: body, template)
      visit(filter, template)
    case .with(let targets, _, let body):
      visit(all: targets, template)
      visit(all: body, template)
    case .setBlock(_, let filter, let body):
      visit(all: body, template)
      if let filter { visit(filter, template) }
    default: visit(all: template[node].kind.children, template)
    }
  }

  private func visit(all ids: [JinjaNode.ID], _ template: JinjaTemplate) {
    for id in ids { visit(id, template) }
  }

  /// Recursive to the depth of the tree, which is bounded.
  private func visit(_ id: JinjaNode.ID, _ template: JinjaTemplate) {
    switch template[id].kind {
    case .name(let name, .load), .namespaceReference(let name, _): load(name)
    case .name(let name, .store): store(name)
    case .name(let name, .parameter): declare(name)
    case .condition(let arms, let otherwise): visitBranches(arms[...], otherwise, template)
    case .set(let target, let value):
      visit(value, template)
      visit(target, template)
    case .macro(let name, _, _, _): store(name)
    case .loop(_, let over, _, _, _, _): visit(over, template)
    case .callBlock(let call, _, _, _): visit(call, template)
    case .filterBlock(let filter, _): visit(filter, template)
    case .with(_, let values, _): visit(all: values, template)
    case .setBlock(let target, _, _): visit(target, template)
    case .block: break
    case .autoescape: break
    case .importTemplate(let source, let alias, _):
      visit(source, template)
      store(alias)
    case .importNames(let source, let names, _):
      visit(source, template)
      for name in names { store(name.alias) }
    default: visit(all: template[id].kind.children, template)
    }
  }

  /// The first arm's test belongs to the scope; its body, all further arms, and `else` are branches.
  private func visitBranches(
    _ arms: ArraySlice<JinjaNode.Arm>, _ otherwise: [JinjaNode.ID], _ template: JinjaTemplate
  ) {
    guard let first = arms.first else { return }
    visit(first.test, template)
    let body = JinjaSymbols(branchOf: self)
    body.visit(all: first.body, template)
    let others = JinjaSymbols(branchOf: self)
    for arm in arms.dropFirst() { others.visitBranches([arm], [], template) }
    let last = JinjaSymbols(branchOf: self)
    last.visit(all: otherwise, template)
    let branches = [body, others, last]
    let new = branches.reduce(into: Set<String>()) { $0.formUnion($1.stores) }.subtracting(stores)
    for branch in branches {
      loads.merge(branch.loads) { $1 }
      stores.formUnion(branch.stores)
    }
    // A name that only a branch sets holds behind it what it held before.
    for name in new { loads[name] = parent?.knows(name) ?? false ? .alias : .resolve }
  }

  private func declareNames(of target: JinjaNode.ID, _ template: JinjaTemplate) {
    switch template[target].kind {
    case .name(let name, _): declare(name)
    case .tuple(let items): for item in items { declareNames(of: item, template) }
    default: visit(target, template)
    }
  }
}

extension JinjaTemplate {
  /// Whether the name is read before it is set, in the order of the nodes; blocks are not looked into.
  func mentions(_ name: String, in body: [JinjaNode.ID]) -> Bool {
    var waiting = Array(body.reversed())
    while let id = waiting.popLast() {
      switch self[id].kind {
      case .name(name, let access): return access == .load
      case .block: continue
      default: waiting += self[id].kind.children.reversed()
      }
    }
    return false
  }

  /// Whether a block in there sees the names around it.
  func holdsScopedBlock(_ body: [JinjaNode.ID]) -> Bool {
    var waiting = body
    while let id = waiting.popLast() {
      if case .block(_, _, true, _) = self[id].kind { return true }
      waiting += self[id].kind.children
    }
    return false
  }
}
