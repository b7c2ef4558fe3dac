import SluiceCore

/// What the key of a mapping may be.
enum PythonKeys: Hashable {
  struct Text: Hashable {
    var name: String
    var disguise: UpstreamDisguise
    /// Where a loop's list, or a call, has the text; `nil` where the key itself is the place.
    var place: SourceRange?
  }

  /// One of the mapping's own keys, as a loop over it gives them.
  case own
  /// One of these.
  case texts([Text])
}

/// One function in whose body a mapping is followed, and what its parameters hold.
struct PythonFrame: Hashable {
  /// The `def` or lambda.
  var function: PythonNodeReference
  /// The parameter that holds the mapping.
  var mapping: String
  /// What is known of the other parameters.
  var keys: [String: PythonKeys] = [:]
  /// The class of `self`.
  var receiver: PythonNodeReference?
}

/// Where an expression is looked at: its module, the frame around it, and the mapping's other names.
struct PythonKeyContext {
  var module: Int
  var frame: PythonFrame?
  var aliases: Set<String> = []
  var depth = 0
}

extension PythonReferents {
  /// A key is one of so many texts at most.
  private static var textLimit: Int { 256 }

  /// What an expression is as a key; `nil` if that cannot be said.
  mutating func keys(of node: Int, in context: PythonKeyContext) -> PythonKeys? {
    guard context.depth < 12 else { return nil }
    var inner = context
    inner.depth += 1
    let tree = modules[context.module].tree
    let value = tree.nodes[node]
    // Many functions may ask for one long text.
    guard value.range.count < 4096 else { return nil }
    if case .text(let text)? = tree.staticValue(of: node) {
      return .texts([PythonKeys.Text(name: text, disguise: .expression)])
    }
    switch value.kind {
    case .name: return variable(node, in: inner)
    case .attribute:
      guard
        case .value(let constant) = referent(
          of: PythonNodeReference(module: context.module, node: node))
      else { return nil }
      return hide(
        constantKeys(constant), behind: String(decoding: tree.text(of: node), as: UTF8.self))
    case .conditional:
      guard case .texts(let first)? = keys(of: tree.child(1, of: node), in: inner),
        case .texts(let second)? = keys(of: tree.child(2, of: node), in: inner)
      else { return nil }
      return .texts(first + second)
    case .joinedString where value.detail == 0:
      return joined(tree.children(of: node).map { Int($0) }, in: inner)
    case .binaryOperation where value.detail == PythonOperator.add.rawValue:
      return joined([tree.child(0, of: node), tree.child(1, of: node)], in: inner)
    default: return nil
    }
  }

  /// Texts in a row. Only one part may have several: two may hang together.
  private mutating func joined(_ parts: [Int], in context: PythonKeyContext) -> PythonKeys? {
    let tree = modules[context.module].tree
    var texts = [PythonKeys.Text(name: "", disguise: .expression)]
    for part in parts {
      let more: [PythonKeys.Text]
      switch tree.nodes[part].kind {
      case .stringText:
        let text = String(codePoints: tree.codePoints(ofText: part))
        more = [PythonKeys.Text(name: text, disguise: .expression)]
      case .replacementField:
        // `{name!r}` and `{name:>8}` change the text, `{name=}` adds to it.
        guard tree.nodes[part].detail == 0, tree.nodes[part].payload == 0,
          tree.child(1, of: part) == 0,
          case .texts(let found)? = keys(of: tree.child(0, of: part), in: context)
        else { return nil }
        more = found
      default:
        guard case .texts(let found)? = keys(of: part, in: context) else { return nil }
        more = found
      }
      guard texts.count == 1 || more.count == 1 else { return nil }
      texts = texts.flatMap { first in
        more.map { second in
          PythonKeys.Text(
            name: first.name + second.name, disguise: .expression,
            place: first.place ?? second.place)
        }
      }
    }
    return .texts(texts)
  }

  // MARK: Names

  private mutating func variable(_ node: Int, in context: PythonKeyContext) -> PythonKeys? {
    let name = modules[context.module].tree.identifier(
      at: modules[context.module].tree.nodes[node].range.lowerBound)
    switch binding(of: PythonNodeReference(module: context.module, node: node)) {
    case .value(let value):
      guard value.module == context.module else { return hide(constantKeys(value), behind: name) }
      return hide(keys(of: value.node, in: context), behind: name)
    case .target(let target):
      guard target.module == context.module else { return nil }
      return looped(target.node, name, in: context)
    case .parameter(let parameter):
      guard parameter.module == context.module else { return nil }
      return argument(parameter.node, name, in: context)
    case .function, .method, .classBody, .instance, .partial, .module, .outside, .unclear:
      return nil
    }
  }

  /// The text of a module's or a class's constant.
  private func constantKeys(_ value: PythonNodeReference) -> PythonKeys? {
    let tree = modules[value.module].tree
    guard tree.nodes[value.node].range.count < 4096,
      case .text(let text)? = tree.staticValue(of: value.node)
    else { return nil }
    return .texts([PythonKeys.Text(name: text, disguise: .expression)])
  }

  private func hide(_ keys: PythonKeys?, behind name: String) -> PythonKeys? {
    guard case .texts(let texts)? = keys else { return keys }
    return .texts(
      texts.map { PythonKeys.Text(name: $0.name, disguise: .variable(name), place: $0.place) })
  }

  // MARK: Parameters

  /// What a parameter brings: of the frame's own function, or of one inside that is only ever called.
  private mutating func argument(
    _ parameter: Int, _ name: String, in context: PythonKeyContext
  ) -> PythonKeys? {
    guard let frame = context.frame else { return nil }
    let module = modules[context.module]
    let function = module.scopes.parent(module.scopes.parent(parameter))
    if function == frame.function.node { return frame.keys[name] }
    guard module.scopes.isInside(function, frame.function.node),
      let calls = calls(of: function, in: context.module)
    else { return nil }
    let signature = PythonSignature(of: function, in: module.tree)
    guard let own = signature.parameters.first(where: { $0.node == parameter }),
      own.takesPosition || own.takesKeyword
    else { return nil }
    var texts: [PythonKeys.Text] = []
    for call in calls {
      let invocation = PythonInvocation(
        module: context.module, call: call, callee: module.tree.child(0, of: call),
        arguments: module.tree.children(of: call).dropFirst().map { Int($0) })
      let arguments = PythonArguments(
        of: invocation, in: module.tree, to: signature.parameters, skipped: 0)
      let given = arguments.nodes[name] ?? (arguments.isOpen ? 0 : own.standard)
      guard given != 0, case .texts(let more)? = keys(of: given, in: context) else { return nil }
      let place = module.tree.place(of: given)
      texts += more.map {
        PythonKeys.Text(name: $0.name, disguise: .variable(name), place: $0.place ?? place)
      }
      guard texts.count <= Self.textLimit else { return nil }
    }
    return .texts(texts)
  }

  /// The calls of a function, if calling it is all that the file does with it.
  private mutating func calls(of function: Int, in module: Int) -> [Int]? {
    let tree = modules[module].tree
    let scopes = modules[module].scopes
    let owner = scopes.parent(function)
    let named: Int
    switch tree.nodes[function].kind {
    case .functionDef where tree.child(0, of: function) == 0: named = function
    case .lambda where tree.nodes[owner].kind == .assign && tree.childCount(of: owner) == 2:
      named = tree.child(0, of: owner)
      guard tree.nodes[named].kind == .name else { return nil }
    default: return nil
    }
    let start =
      tree.nodes[named].kind == .name
      ? tree.nodes[named].range.lowerBound : Int(tree.nodes[named].payload)
    let name = tree.identifier(at: start)
    guard scopes.only(name, in: Int(scopes.scopeOf[named])) == named else { return nil }
    var calls: [Int] = []
    for load in loads(of: name, in: module) {
      guard case .bound(named) = scopes.lookup(name, at: load) else { continue }
      let call = scopes.parent(load)
      guard tree.nodes[call].kind == .call, tree.child(0, of: call) == load, calls.count < 64 else {
        return nil
      }
      calls.append(call)
    }
    return calls
  }

  // MARK: Loops

  /// What a loop gives a name: `for name in …`, or `for name, product in …`.
  private mutating func looped(
    _ target: Int, _ name: String, in context: PythonKeyContext
  ) -> PythonKeys? {
    let module = modules[context.module]
    let owner = module.scopes.parent(target)
    var loop = owner
    var position: Int?
    switch module.tree.nodes[owner].kind {
    case .tuple, .listDisplay:
      loop = module.scopes.parent(owner)
      position = module.tree.children(of: owner).firstIndex(of: UInt32(target)).map {
        $0 - module.tree.children(of: owner).startIndex
      }
      guard module.tree.child(0, of: loop) == owner else { return nil }
    default: guard module.tree.child(0, of: loop) == target else { return nil }
    }
    let kind = module.tree.nodes[loop].kind
    guard kind == .forStatement || kind == .comprehension else { return nil }
    let iterable = module.tree.child(1, of: loop)
    if let position {
      if position == 0, isMethod("items", iterable, in: context) { return .own }
      if position == 1, let inner = enumerated(iterable, in: context) {
        return iteratesMapping(inner, in: context)
          ? .own : texts(of: inner, at: nil, name, in: context)
      }
    } else if iteratesMapping(iterable, in: context) {
      return .own
    }
    return texts(of: iterable, at: position, name, in: context)
  }

  /// The argument of `enumerate(…)`.
  private mutating func enumerated(_ node: Int, in context: PythonKeyContext) -> Int? {
    let tree = modules[context.module].tree
    let callee = tree.child(0, of: node)
    guard tree.nodes[node].kind == .call, tree.nodes[callee].kind == .name,
      tree.childCount(of: node) > 1,
      case .outside("builtins.enumerate") = binding(
        of: PythonNodeReference(module: context.module, node: callee))
    else { return nil }
    return tree.child(1, of: node)
  }

  /// The texts of a list that a loop goes through, or of one place in its tuples.
  private mutating func texts(
    of node: Int, at position: Int?, _ name: String, in context: PythonKeyContext
  ) -> PythonKeys? {
    let iterable = list(node, in: context)
    let tree = modules[iterable.module].tree
    // Many functions may go through one long list.
    guard tree.nodes[iterable.node].range.count < 4096,
      tree.childCount(of: iterable.node) <= Self.textLimit,
      case .collection(_, let items)? = tree.staticValue(of: iterable.node), !items.isEmpty,
      items.count <= Self.textLimit
    else { return nil }
    var texts: [PythonKeys.Text] = []
    for item in items {
      var item = item
      if let position {
        guard case .collection(let kind, let parts) = item.value, parts.indices.contains(position),
          kind == .tuple || kind == .list
        else { return nil }
        item = parts[position]
      }
      guard case .text(let text) = item.value else { return nil }
      texts.append(
        PythonKeys.Text(name: text, disguise: .variable(name), place: tree.place(of: item.node)))
    }
    return .texts(texts)
  }

  /// What a loop goes through: the expression itself, or the value of a name that stands for one:
  /// a tuple, or what is used for nothing but loops, so that nobody changes it.
  private mutating func list(_ iterable: Int, in context: PythonKeyContext) -> PythonNodeReference {
    let here = PythonNodeReference(module: context.module, node: iterable)
    let tree = modules[context.module].tree
    guard tree.nodes[iterable].kind == .name, case .value(let value) = binding(of: here) else {
      return here
    }
    let holder = modules[value.module]
    if holder.tree.nodes[value.node].kind == .tuple { return value }
    let name = tree.identifier(at: tree.nodes[iterable].range.lowerBound)
    let statement = holder.scopes.parent(value.node)
    let isAlone =
      holder.tree.nodes[statement].kind == .annotatedAssign
      || holder.tree.childCount(of: statement) == 2
    guard value.module == context.module, isAlone, isOnlyIterated(name, in: context.module) else {
      return here
    }
    return value
  }

  // MARK: The mapping

  /// Whether a node is the frame's mapping, by its own name or another.
  mutating func isMapping(_ node: Int, in context: PythonKeyContext) -> Bool {
    guard let frame = context.frame, frame.function.module == context.module else { return false }
    let module = modules[context.module]
    guard module.tree.nodes[node].kind == .name else { return false }
    let name = module.tree.identifier(at: module.tree.nodes[node].range.lowerBound)
    return name == frame.mapping || context.aliases.contains(name)
  }

  /// `upstream`, `upstream.keys()`, `sorted(upstream)`: gives only keys that are there.
  private mutating func iteratesMapping(_ node: Int, in context: PythonKeyContext) -> Bool {
    if isMapping(node, in: context) || isMethod("keys", node, in: context) { return true }
    let tree = modules[context.module].tree
    let callee = tree.child(0, of: node)
    guard tree.nodes[node].kind == .call, tree.nodes[callee].kind == .name,
      tree.childCount(of: node) > 1
    else { return false }
    let function = tree.identifier(at: tree.nodes[callee].range.lowerBound)
    return ["sorted", "list", "tuple", "set", "reversed"].contains(function)
      && isMapping(tree.child(1, of: node), in: context)
  }

  private mutating func isMethod(
    _ method: String, _ call: Int, in context: PythonKeyContext
  ) -> Bool {
    let tree = modules[context.module].tree
    let callee = tree.child(0, of: call)
    return tree.nodes[call].kind == .call && tree.nodes[callee].kind == .attribute
      && isMapping(tree.child(0, of: callee), in: context)
      && tree.identifier(at: Int(tree.nodes[callee].payload)) == method
  }
}
