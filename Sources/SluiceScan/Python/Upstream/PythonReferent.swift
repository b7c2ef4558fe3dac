import SluiceCore

/// A node of one of the modules that a trace has open.
struct PythonNodeReference: Hashable {
  var module: Int
  var node: Int
}

/// What an expression stands for, as far as that is certain.
enum PythonReferent {
  /// A `def` or a lambda.
  case function(PythonNodeReference)
  /// A function of a class that `receiver` is an instance of; its first parameter is taken.
  case method(PythonNodeReference, receiver: PythonNodeReference)
  case classBody(PythonNodeReference)
  case instance(PythonNodeReference)
  /// `functools.partial(…)`, the call.
  case partial(PythonNodeReference)
  case module(PythonModuleName)
  /// What a loop, a `with` or an unpacking binds: the node of the name.
  case target(PythonNodeReference)
  case parameter(PythonNodeReference)
  /// Some other expression.
  case value(PythonNodeReference)
  /// A name of Python's or of an installed package, dotted.
  case outside(String)
  case unclear
}

/// Modules that are open in a trace, and what their names stand for. Every chain of names is followed
/// for a few links only, so a circle ends.
struct PythonReferents<Modules: PythonModuleSource> {
  struct Module {
    let tree: PythonTree
    let scopes: PythonScopeMap
    /// Names that are read other than by a loop; made when first asked for.
    var handled: Set<String>?
    /// The places that read a name; made when first asked for.
    var loads: [String: [Int]]?

    init(_ tree: PythonTree) {
      self.tree = tree
      scopes = PythonScopeMap(of: tree)
    }
  }

  var source: Modules
  var modules: [Module] = []
  private var positions: [Int: Int] = [:]
  private static var linkLimit: Int { 24 }

  init(_ source: Modules) { self.source = source }

  /// The module's position in `modules`.
  mutating func open(_ tree: PythonTree) -> Int {
    if let known = positions[tree.file] { return known }
    positions[tree.file] = modules.count
    modules.append(Module(tree))
    return modules.count - 1
  }

  // MARK: Expressions

  mutating func referent(of reference: PythonNodeReference, links: Int = 0) -> PythonReferent {
    guard links < Self.linkLimit else { return .unclear }
    let tree = modules[reference.module].tree
    let value = tree.nodes[reference.node]
    switch value.kind {
    case .name:
      let found = binding(of: reference, links: links + 1)
      guard case .value(let inner) = found else { return found }
      let meant = referent(of: inner, links: links + 1)
      if case .value = meant { return found }
      return meant
    case .attribute:
      let owner = PythonNodeReference(
        module: reference.module, node: tree.child(0, of: reference.node))
      let name = tree.identifier(at: Int(value.payload))
      return member(name, of: referent(of: owner, links: links + 1), links: links + 1)
    case .call:
      let callee = PythonNodeReference(
        module: reference.module, node: tree.child(0, of: reference.node))
      switch referent(of: callee, links: links + 1) {
      case .classBody(let body): return .instance(body)
      case .outside("functools.partial"): return .partial(reference)
      default: return .value(reference)
      }
    case .lambda: return .function(reference)
    default: return .value(reference)
    }
  }

  /// What a name means where it stands.
  mutating func binding(of reference: PythonNodeReference, links: Int = 0) -> PythonReferent {
    let module = modules[reference.module]
    let name = module.tree.identifier(at: module.tree.nodes[reference.node].range.lowerBound)
    switch module.scopes.lookup(name, at: reference.node) {
    case .unclear: return .unclear
    case .bound(let node):
      return binding(
        PythonNodeReference(module: reference.module, node: node), links: links + 1)
    case .free:
      if !module.scopes.stars.isEmpty {
        let found = starred(name, in: reference.module, links: links + 1)
        if let found { return found }
      }
      return pythonBuiltinNames.contains(name) ? .outside("builtins." + name) : .unclear
    }
  }

  /// What the node that binds a name gives it.
  private mutating func binding(_ bound: PythonNodeReference, links: Int) -> PythonReferent {
    guard links < Self.linkLimit else { return .unclear }
    let tree = modules[bound.module].tree
    let owner = modules[bound.module].scopes.parent(bound.node)
    switch tree.nodes[bound.node].kind {
    case .functionDef: return .function(bound)
    case .classDef: return .classBody(bound)
    case .parameter: return .parameter(bound)
    case .alias: return imported(bound, links: links)
    case .name: break
    default: return .unclear
    }
    switch tree.nodes[owner].kind {
    case .assign:
      guard let last = tree.children(of: owner).last, Int(last) != bound.node else {
        return .unclear
      }
      return .value(PythonNodeReference(module: bound.module, node: Int(last)))
    case .annotatedAssign:
      let value = tree.child(2, of: owner)
      guard value != 0 else { return .unclear }
      return .value(PythonNodeReference(module: bound.module, node: value))
    case .namedExpression:
      return .value(PythonNodeReference(module: bound.module, node: tree.child(1, of: owner)))
    case .forStatement, .comprehension, .tuple, .listDisplay, .withItem: return .target(bound)
    default: return .unclear
    }
  }

  // MARK: Imports

  private mutating func imported(_ alias: PythonNodeReference, links: Int) -> PythonReferent {
    let tree = modules[alias.module].tree
    let statement = modules[alias.module].scopes.parent(alias.node)
    let name = tree.dottedName(of: tree.child(0, of: alias.node))
    guard tree.nodes[statement].kind == .importFrom else {
      let isRenamed = tree.nodes[alias.node].payload != 0
      let whole = isRenamed ? name : topLevelModule(name)
      return .module(PythonModuleName(name: whole, level: 0, file: tree.file))
    }
    return member(name, of: .module(module(ofImport: statement, in: tree)), links: links + 1)
  }

  private func module(ofImport statement: Int, in tree: PythonTree) -> PythonModuleName {
    let from = tree.child(0, of: statement)
    return PythonModuleName(
      name: from == 0 ? "" : tree.dottedName(of: from),
      level: Int(tree.nodes[statement].payload), file: tree.file)
  }

  /// A name that a module gets from the one star import that has it.
  private mutating func starred(_ name: String, in module: Int, links: Int) -> PythonReferent? {
    guard links < Self.linkLimit else { return .unclear }
    let tree = modules[module].tree
    var found: PythonReferent?
    // Later star imports win; one that cannot be read may have any name.
    for star in modules[module].scopes.stars.reversed().prefix(8) where found == nil {
      let statement = modules[module].scopes.parent(star)
      let from = self.module(ofImport: statement, in: tree)
      guard case .tree(let other) = source.module(from) else { return .unclear }
      let position = open(other)
      guard position != module else { continue }
      found = exported(name, from: position, links: links + 1)
    }
    return found
  }

  /// What a star import of a module brings for `name`: `__all__` decides, or else the underscore.
  private mutating func exported(_ name: String, from module: Int, links: Int) -> PythonReferent? {
    let scopes = modules[module].scopes
    if scopes.binds("__all__", in: 0) {
      guard let list = scopes.only("__all__", in: 0),
        case .value(let value) = binding(
          PythonNodeReference(module: module, node: list), links: links),
        case .collection(_, let items)? = modules[module].tree.staticValue(of: value.node)
      else { return .unclear }
      let isListed = items.contains { item in
        if case .text(name) = item.value { true } else { false }
      }
      guard isListed else { return nil }
    } else if name.hasPrefix("_") {
      return nil
    }
    return topLevel(name, of: module, links: links)
  }

  /// What a module binds by its statements; `nil` for nothing.
  private mutating func topLevel(_ name: String, of module: Int, links: Int) -> PythonReferent? {
    guard links < Self.linkLimit else { return .unclear }
    let scopes = modules[module].scopes
    if scopes.binds(name, in: 0) {
      guard let node = scopes.only(name, in: 0) else { return .unclear }
      return binding(PythonNodeReference(module: module, node: node), links: links + 1)
    }
    return scopes.stars.isEmpty ? nil : starred(name, in: module, links: links + 1)
  }

  // MARK: Members

  private mutating func member(
    _ name: String, of owner: PythonReferent, links: Int
  ) -> PythonReferent {
    guard links < Self.linkLimit else { return .unclear }
    switch owner {
    case .outside(let path): return .outside(path + "." + name)
    case .module(let module): return member(name, of: module, links: links)
    case .classBody(let body): return attribute(name, of: body, isInstance: false, links: links)
    case .instance(let body): return attribute(name, of: body, isInstance: true, links: links)
    case .function, .method, .partial, .target, .parameter, .value, .unclear: return .unclear
    }
  }

  private mutating func member(
    _ name: String, of module: PythonModuleName, links: Int
  ) -> PythonReferent {
    switch source.module(module) {
    case .outside: return .outside(module.name + "." + name)
    case .unclear: return .unclear
    case .folder: break
    case .tree(let tree):
      // A package that imports its own module meets the module, not the name it is about to bind.
      guard tree.file != module.file else { break }
      if let found = topLevel(name, of: open(tree), links: links + 1) { return found }
    }
    let inner = module.submodule(name)
    switch source.module(inner) {
    case .tree, .folder: return .module(inner)
    case .outside, .unclear: return .unclear
    }
  }

  // MARK: Classes

  /// What an attribute of an instance of exactly this class is.
  mutating func member(_ name: String, ofInstance body: PythonNodeReference) -> PythonReferent {
    attribute(name, of: body, isInstance: true, links: 0)
  }

  /// What an attribute of a class is, if nothing but class bodies can have made it.
  private mutating func attribute(
    _ name: String, of body: PythonNodeReference, isInstance: Bool, links: Int
  ) -> PythonReferent {
    guard let found = inherited(name, by: body, links: links) else { return .unclear }
    let tree = modules[found.module].tree
    guard tree.nodes[found.node].kind == .functionDef else {
      return isInstance ? .unclear : binding(found, links: links + 1)
    }
    switch methodKind(of: found) {
    case .plain: return isInstance ? .method(found, receiver: body) : .function(found)
    case .ofClass: return .method(found, receiver: body)
    case .loose: return .function(found)
    case nil: return .unclear
    }
  }

  /// The node that binds an attribute in the class or the ones it comes from, one after another.
  mutating func inherited(
    _ name: String, by body: PythonNodeReference, links: Int = 0
  ) -> PythonNodeReference? {
    var open = body
    for step in 0..<8 where links + step < Self.linkLimit {
      let module = modules[open.module]
      guard !module.scopes.storedAttributes.contains(name), isPlain(open),
        let scope = module.scopes.scope(openedBy: open.node)
      else { return nil }
      if module.scopes.binds(name, in: scope) {
        return module.scopes.only(name, in: scope).map {
          PythonNodeReference(module: open.module, node: $0)
        }
      }
      let bases = module.tree.children(of: module.tree.child(2, of: open.node))
      guard bases.count == 1, let base = bases.first,
        case .classBody(let next) = referent(
          of: PythonNodeReference(module: open.module, node: Int(base)), links: links + step + 1)
      else { return nil }
      open = next
    }
    return nil
  }

  /// A class that nothing makes into something else: no metaclass, no decorator but `dataclass`.
  private mutating func isPlain(_ body: PythonNodeReference) -> Bool {
    let tree = modules[body.module].tree
    for link in tree.children(of: tree.child(2, of: body.node))
    where tree.nodes[Int(link)].kind == .keyword { return false }
    for link in tree.children(of: tree.child(0, of: body.node)) {
      guard let name = decorator(PythonNodeReference(module: body.module, node: Int(link))),
        name == "dataclasses.dataclass"
      else { return false }
    }
    return true
  }

  enum MethodKind { case plain, ofClass, loose }

  /// How a class hands out a function; `nil` if its decorators may make anything of it.
  private mutating func methodKind(of function: PythonNodeReference) -> MethodKind? {
    let tree = modules[function.module].tree
    var kind = MethodKind.plain
    for link in tree.children(of: tree.child(0, of: function.node)) {
      switch decorator(PythonNodeReference(module: function.module, node: Int(link))) {
      case "builtins.staticmethod": kind = .loose
      case "builtins.classmethod": kind = .ofClass
      case let name? where transparentDecorators.contains(name): break
      default: return nil
      }
    }
    return kind
  }

  /// Whether a call of the function hands its arguments to the body as they are.
  mutating func isTransparent(_ function: PythonNodeReference) -> Bool {
    guard modules[function.module].tree.nodes[function.node].kind == .functionDef else {
      return true
    }
    return methodKind(of: function) != nil
  }

  /// The name of a decorator that is no part of the project, called or not.
  private mutating func decorator(_ reference: PythonNodeReference) -> String? {
    let tree = modules[reference.module].tree
    var expression = reference
    if tree.nodes[expression.node].kind == .call {
      expression.node = tree.child(0, of: expression.node)
    }
    guard case .outside(let name) = referent(of: expression) else { return nil }
    return name
  }

  // MARK: Reads

  /// Whether loops are all that the file ever does with a name.
  mutating func isOnlyIterated(_ name: String, in module: Int) -> Bool {
    let handled = modules[module].handled ?? handledNames(in: modules[module].tree)
    modules[module].handled = handled
    return !handled.contains(name)
  }

  private func handledNames(in tree: PythonTree) -> Set<String> {
    var isIterable = [Bool](repeating: false, count: tree.nodes.count)
    for node in tree.nodes {
      guard node.kind == .forStatement || node.kind == .comprehension, node.linkCount > 1 else {
        continue
      }
      isIterable[Int(tree.links[Int(node.firstLink) + 1])] = true
    }
    var names: Set<String> = []
    for node in tree.nodes.indices where tree.nodes[node].kind == .name && !isIterable[node] {
      guard tree.nodes[node].detail == PythonContext.load.rawValue else { continue }
      names.insert(tree.identifier(at: tree.nodes[node].range.lowerBound))
    }
    return names
  }

  /// The places that read a name, in the whole file.
  mutating func loads(of name: String, in module: Int) -> [Int] {
    if let known = modules[module].loads { return known[name] ?? [] }
    let tree = modules[module].tree
    var loads: [String: [Int]] = [:]
    for node in tree.nodes.indices where tree.nodes[node].kind == .name {
      guard tree.nodes[node].detail == PythonContext.load.rawValue else { continue }
      loads[tree.identifier(at: tree.nodes[node].range.lowerBound), default: []].append(node)
    }
    modules[module].loads = loads
    return loads[name] ?? []
  }
}

/// Decorators that hand the arguments on as they are.
private let transparentDecorators: Set<String> = [
  "abc.abstractmethod", "contextlib.asynccontextmanager", "contextlib.contextmanager",
  "functools.cache", "functools.lru_cache", "typing.final", "typing.no_type_check",
  "typing.override", "typing_extensions.override", "typing_extensions.final", "warnings.deprecated",
]
