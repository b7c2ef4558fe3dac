extension JinjaTemplate {
  /// Names that the template looks up outside of itself, sorted: what
  /// `jinja2.meta.find_undeclared_variables` answers, branches not taken included. `globals` are
  /// names that the environment has.
  package func undeclaredVariables(globals: Set<String> = jinjaGlobals) -> [String] {
    var scopes = JinjaScopes(template: self)
    scopes.run()
    return scopes.undeclared.subtracting(globals).sorted()
  }
}

/// Names that every template knows.
package let jinjaGlobals: Set<String> = [
  "cycler", "dict", "joiner", "lipsum", "namespace", "range",
]

/// Follows names through the scopes of a template as Jinja's compiler does: a scope is read whole
/// before the scopes inside it, so a name that is set behind a loop is known in the loop.
struct JinjaScopes {
  /// What one scope knows. `refs` are all names that were met in it; `stores` those it sets.
  private final class Scope {
    let parent: Scope?
    var refs: Set<String> = []
    var stores: Set<String> = []

    init(parent: Scope?) { self.parent = parent }

    func knows(_ name: String) -> Bool {
      var scope: Scope? = self
      while let current = scope {
        if current.refs.contains(name) { return true }
        scope = current.parent
      }
      return false
    }
  }

  /// One scope that waits to be read: `parent` is complete by then.
  private struct Pending {
    var id: JinjaNode.ID
    var part: Part
    var parent: Scope?
  }

  private enum Part { case whole, loopBody, loopTest, loopElse }

  private let template: JinjaTemplate
  private(set) var undeclared: Set<String> = []
  private var pending: [Pending] = []
  /// Scopes met while the current one is read.
  private var inner: [(id: JinjaNode.ID, part: Part)] = []
  /// The innermost branch of the current scope; branches are merged into their parent at their end.
  private var current = Scope(parent: nil)
  /// The scope around the current one, branches aside.
  private var outer: Scope?

  init(template: JinjaTemplate) { self.template = template }

  mutating func run() {
    begin(parent: nil, parameters: ["self"])
    for id in template.body { visit(id) }
    finish()
    while let next = pending.popLast() { read(next) }
  }

  private mutating func begin(parent: Scope?, parameters: [String]) {
    current = Scope(parent: parent)
    outer = parent
    inner = []
    for name in parameters { declare(name) }
  }

  private mutating func finish() {
    let scope = current
    pending += inner.map { Pending(id: $0.id, part: $0.part, parent: isBlock($0.id) ? nil : scope) }
  }

  private func isBlock(_ id: JinjaNode.ID) -> Bool {
    if case .block = template[id].kind { return true }
    return false
  }

  private mutating func read(_ next: Pending) {
    let special = ["caller", "kwargs", "varargs"]
    switch template[next.id].kind {
    case .block(_, let body, _, _):
      begin(parent: nil, parameters: ["self", "super"])
      visit(all: body)
    case .loop(let target, _, let test, let body, let otherwise, _):
      begin(parent: next.parent, parameters: next.part == .loopBody ? ["loop"] : [])
      switch next.part {
      case .loopElse: visit(all: otherwise)
      case .loopTest:
        declareNames(of: target)
        if let test { visit(test) }
      case .loopBody, .whole:
        declareNames(of: target)
        visit(all: body)
      }
    case .macro(_, let parameters, let defaults, let body),
      .callBlock(_, let parameters, let defaults, let body):
      begin(parent: next.parent, parameters: special)
      visit(all: parameters)
      visit(all: defaults)
      visit(all: body)
    case .filterBlock(let filter, let body):
      begin(parent: next.parent, parameters: [])
      visit(all: body)
      visit(filter)
    case .with(let targets, _, let body):
      begin(parent: next.parent, parameters: [])
      visit(all: targets)
      visit(all: body)
    case .setBlock(_, let filter, let body):
      begin(parent: next.parent, parameters: [])
      visit(all: body)
      if let filter { visit(filter) }
    case .autoescape(let option, let body):
      begin(parent: next.parent, parameters: [])
      visit(option)
      visit(all: body)
    default: return
    }
    finish()
  }

  private mutating func visit(all ids: [JinjaNode.ID]) { for id in ids { visit(id) } }

  /// Recursive to the depth of the tree, which is bounded.
  private mutating func visit(_ id: JinjaNode.ID) {
    switch template[id].kind {
    case .name(let name, .load), .namespaceReference(let name, _): load(name)
    case .name(let name, .store): store(name)
    case .name(let name, .parameter): declare(name)
    case .condition(let arms, let otherwise): visitBranches(arms, otherwise)
    case .set(let target, let value):
      visit(value)
      visit(target)
    case .macro(let name, _, _, _):
      store(name)
      inner.append((id, .whole))
    case .loop(_, let over, let test, _, let otherwise, _):
      visit(over)
      inner.append((id, .loopBody))
      if !otherwise.isEmpty { inner.append((id, .loopElse)) }
      if test != nil { inner.append((id, .loopTest)) }
    case .callBlock(let call, _, _, _):
      visit(call)
      inner.append((id, .whole))
    case .filterBlock(let filter, _):
      visit(filter)
      inner.append((id, .whole))
    case .with(_, let values, _):
      visit(all: values)
      inner.append((id, .whole))
    case .setBlock(let target, _, _):
      visit(target)
      inner.append((id, .whole))
    case .autoescape, .block: inner.append((id, .whole))
    case .importTemplate(let source, let alias, _):
      visit(source)
      store(alias)
    case .importNames(let source, let names, _):
      visit(source)
      for name in names { store(name.alias) }
    default: visit(all: template[id].kind.children)
    }
  }

  /// The first arm's test belongs to the scope; its body, all further arms, and `else` are branches.
  private mutating func visitBranches(_ arms: [JinjaNode.Arm], _ otherwise: [JinjaNode.ID]) {
    guard let first = arms.first else { return }
    visit(first.test)
    let scope = current
    let body = branch(of: scope) { $0.visit(all: first.body) }
    let others = branch(of: scope) { scopes in
      for arm in arms.dropFirst() { scopes.visitBranches([arm], []) }
    }
    let last = branch(of: scope) { $0.visit(all: otherwise) }
    current = scope
    for branch in [body, others, last] {
      // A name that only a branch sets may be missing behind it, so it is looked up outside.
      for name in branch.stores
      where !isStored(name, in: scope) && !(outer?.knows(name) ?? false) {
        undeclared.insert(name)
      }
    }
    for branch in [body, others, last] {
      scope.refs.formUnion(branch.refs)
      scope.stores.formUnion(branch.stores)
    }
  }

  private mutating func branch(
    of scope: Scope, _ visit: (inout JinjaScopes) -> Void
  ) -> Scope {
    let branch = Scope(parent: scope)
    current = branch
    visit(&self)
    current = scope
    return branch
  }

  /// Whether the scope, or the branches around it, set the name before.
  private func isStored(_ name: String, in scope: Scope) -> Bool {
    var current: Scope? = scope
    while let here = current, here !== outer {
      if here.stores.contains(name) { return true }
      current = here.parent
    }
    return false
  }

  private mutating func declareNames(of target: JinjaNode.ID) {
    switch template[target].kind {
    case .name(let name, _): declare(name)
    case .tuple(let items): for item in items { declareNames(of: item) }
    default: visit(target)
    }
  }

  private mutating func load(_ name: String) {
    guard !current.knows(name) else { return }
    current.refs.insert(name)
    undeclared.insert(name)
  }

  private mutating func store(_ name: String) {
    current.stores.insert(name)
    current.refs.insert(name)
  }

  private mutating func declare(_ name: String) {
    current.stores.insert(name)
    current.refs.insert(name)
  }
}
