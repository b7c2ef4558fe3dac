import SluiceCore

/// Reads a parameters cell as Ploomber does, but without evaluating anything.
struct PythonCellReader {
  private static let help =
    "write \"upstream = ['name']\" or 'upstream = None' on a line of its own"

  let tree: PythonTree
  let textRange: Range<Int>
  var scan = PythonCellScan()

  init(tree: PythonTree, textRange: Range<Int>) {
    self.tree = tree
    self.textRange = textRange
  }

  mutating func read() {
    let statements = tree.children(of: tree.root).map { Int($0) }.filter { node in
      textRange.contains(tree.nodes[node].range.lowerBound)
    }
    var decisive: (statement: Int, value: Int)?
    var previousEnd: Int?
    for statement in statements {
      let range = tree.nodes[statement].range
      let isFirst =
        previousEnd.map { hasLineEnd(min($0, range.lowerBound)..<range.lowerBound) } ?? true
      previousEnd = range.upperBound
      guard isFirst else { continue }
      switch upstreamUse(of: statement) {
      case .none: break
      case .value(let value):
        decisive = (statement, value)
        if refusesFreeName(in: value, statement) { return }
      case .refused(let message, let place):
        return refuse(message, place, statement)
      }
    }
    if let decisive {
      scan.upstreamRange = tree.place(of: decisive.statement)
      evaluate(decisive.value, decisive.statement)
    } else {
      reportUnseen(statements)
    }
  }

  // MARK: Which statement decides

  private enum Use {
    case none
    case value(Int)
    case refused(String, Int)
  }

  /// What a statement at the beginning of a line has to do with `upstream`, in Ploomber's eyes.
  private func upstreamUse(of statement: Int) -> Use {
    switch tree.nodes[statement].kind {
    case .assign:
      let children = tree.children(of: statement)
      let names = children.dropLast().flatMap { definedNames(Int($0)) }
      guard names.count == 1, isUpstreamName(names[0], in: tree), let value = children.last
      else { return .none }
      guard children.count == 2 else {
        return .refused("'upstream' is assigned together with another target", names[0])
      }
      return self.value(Int(value), of: names[0])
    case .augmentedAssign:
      let target = tree.child(0, of: statement)
      return isUpstreamName(target, in: tree)
        ? self.value(tree.child(1, of: statement), of: target) : .none
    case .annotatedAssign:
      let target = tree.child(0, of: statement)
      guard isUpstreamName(target, in: tree) else { return .none }
      return .refused("Ploomber cannot read an 'upstream' that has a type annotation", target)
    case .deleteStatement:
      let names = tree.children(of: statement).flatMap { definedNames(Int($0)) }
      guard names.count == 1, isUpstreamName(names[0], in: tree) else { return .none }
      return .refused("Ploomber cannot read a cell that deletes 'upstream'", names[0])
    case .importStatement, .importFrom:
      let aliases = tree.children(of: statement).filter { tree.nodes[Int($0)].kind == .alias }
      guard aliases.count == 1, importedName(Int(aliases[aliases.startIndex])) == "upstream" else {
        return .none
      }
      return .refused("'upstream' is imported, and Ploomber reads only a literal", statement)
    default: return .none
    }
  }

  /// Ploomber evaluates the text behind `=`, which a backslash must not begin.
  private func value(_ value: Int, of target: Int) -> Use {
    let between = tree.nodes[target].range.upperBound..<tree.nodes[value].range.lowerBound
    guard tree.fragment.text[between].contains(0x5C) else { return .value(value) }
    return .refused("Ploomber cannot read a value behind a line continuation", value)
  }

  private func importedName(_ alias: Int) -> String {
    let asName = Int(tree.nodes[alias].payload)
    if asName != 0 { return tree.identifier(at: asName) }
    return tree.identifier(at: tree.nodes[alias].range.lowerBound)
  }

  /// The names that a target defines.
  private func definedNames(_ target: Int) -> [Int] {
    var names: [Int] = []
    var open = [target]
    while let node = open.popLast() {
      switch tree.nodes[node].kind {
      case .name: names.append(node)
      case .tuple, .listDisplay, .starred:
        for child in tree.children(of: node).reversed() { open.append(Int(child)) }
      default: break
      }
    }
    return names
  }

  private func hasLineEnd(_ range: Range<Int>) -> Bool {
    tree.fragment.text[range].contains { $0 == 0x0A || $0 == 0x0D }
  }

  // MARK: What it says

  private mutating func evaluate(_ value: Int, _ statement: Int) {
    guard let result = tree.staticValue(of: value) else {
      scan.status = .computed
      scan.upstream = [.dynamic(.computedList, tree.place(of: value))]
      return
    }
    switch result {
    case .none: scan.status = .none
    case .text: refuseType("str", value, statement)
    case .other(let type): refuseType(type, value, statement)
    case .collection(_, let items):
      scan.status = items.isEmpty ? .none : .names
      var seen: Set<String> = []
      for item in items {
        guard case .text(let name) = item.value else {
          refuseItem(item)
          continue
        }
        guard seen.insert(name).inserted else { continue }
        scan.upstream.append(UpstreamReference(key: name, range: place(of: item)))
      }
    }
  }

  /// The key's own bytes; of `dict(name=…)` the name's.
  private func place(of item: PythonStaticValue.Item) -> SourceRange {
    let node = tree.nodes[item.node]
    guard node.kind == .keyword else { return tree.place(of: item.node) }
    return tree.place(tree.identifierRange(at: node.range.lowerBound))
  }

  private mutating func refuseType(_ type: String, _ value: Int, _ statement: Int) {
    let help =
      type == "str"
      ? "put the name into a list: 'upstream = [\(text(of: value))]'"
      : "write a list of task names, or 'None'"
    refuse(
      "'upstream' must be a list, tuple, set, dictionary or None, and this is of type '\(type)'",
      value, statement, help: help)
  }

  private func text(of node: Int) -> String {
    let text = tree.text(of: node)
    return text.count <= 60 ? String(decoding: text, as: UTF8.self) : "…"
  }

  private mutating func refuseItem(_ item: PythonStaticValue.Item) {
    scan.status = .invalid
    let message =
      switch item.value {
      case .collection(.tuple, _): "a tuple in 'upstream' names no task"
      case .collection: "'upstream' holds a nested collection, which Ploomber cannot read"
      case .none: "None in 'upstream' names no task"
      case .other(let type): "a value of type '\(type)' in 'upstream' names no task"
      case .text: "this entry of 'upstream' names no task"
      }
    scan.diagnostics.append(
      Diagnostic(
        kind: .invalidUpstream, range: tree.place(of: item.node), message: message,
        help: "every entry must be a string: the name of a task"))
  }

  /// Ploomber evaluates the value alone, so every name but Python's own is unknown there.
  private mutating func refusesFreeName(in value: Int, _ statement: Int) -> Bool {
    guard tree.staticValue(of: value) == nil else { return false }
    let nodes = tree.subtree(of: value)
    var bound: Set<String> = []
    for node in nodes {
      let name = tree.nodes[node]
      let isBound =
        name.kind == .parameter
        || (name.kind == .name && name.detail != PythonContext.load.rawValue)
      if isBound { bound.insert(tree.identifier(at: name.range.lowerBound)) }
    }
    for node in nodes where tree.nodes[node].kind == .name {
      let name = tree.identifier(at: tree.nodes[node].range.lowerBound)
      if bound.contains(name) || pythonBuiltins.contains(name) { continue }
      refuse(
        "'upstream' refers to '\(name)', which Ploomber does not know when it reads the cell", node,
        statement, help: "write the task names here, as a list of strings")
      return true
    }
    return false
  }

  private mutating func refuse(
    _ message: String, _ node: Int, _ statement: Int, help: String = PythonCellReader.help
  ) {
    scan.status = .invalid
    scan.upstream = []
    scan.upstreamRange = tree.place(of: statement)
    scan.diagnostics.append(
      Diagnostic(
        kind: .invalidUpstream, range: tree.place(of: node), message: message, help: help))
  }

  // MARK: What Ploomber does not see

  /// An `upstream` that is assigned, but not where or how Ploomber looks for it.
  private mutating func reportUnseen(_ statements: [Int]) {
    for statement in statements {
      if tree.nodes[statement].kind == .error, mentionsUpstream(statement) {
        // The syntax error is the finding.
        scan.status = .invalid
        return
      }
      guard let name = assignedName(in: statement) else { continue }
      refuse(unseenForm(statement, name), name, statement)
      return
    }
  }

  private func mentionsUpstream(_ statement: Int) -> Bool {
    let text = tree.text(of: statement)
    let word = Array("upstream".utf8)
    guard text.count >= word.count else { return false }
    for start in text.startIndex...text.endIndex - word.count
    where text[start] == word[0] && text[start..<start + word.count].elementsEqual(word) {
      return true
    }
    return false
  }

  /// The first `upstream` that a statement assigns to in the cell's own scope.
  private func assignedName(in statement: Int) -> Int? {
    let nodes = tree.subtree(of: statement)
    var scopes: [Range<Int>] = []
    for node in nodes {
      switch tree.nodes[node].kind {
      case .functionDef, .lambda, .classDef: scopes.append(tree.nodes[node].range)
      default: break
      }
    }
    return nodes.first { node in
      isUpstreamName(node, in: tree) && tree.nodes[node].detail == PythonContext.store.rawValue
        && !scopes.contains { $0.contains(tree.nodes[node].range.lowerBound) }
    }
  }

  private func unseenForm(_ statement: Int, _ name: Int) -> String {
    switch tree.nodes[statement].kind {
    case .assign where tree.childCount(of: statement) > 2:
      return "'upstream' is assigned together with other names, and Ploomber does not see that"
    case .assign where !isUpstreamName(tree.child(0, of: statement), in: tree):
      return "'upstream' is unpacked from a tuple, and Ploomber does not see that"
    case .assign, .augmentedAssign, .annotatedAssign:
      return "'upstream' stands behind a ';', and Ploomber reads only a line's first statement"
    case .ifStatement, .forStatement, .whileStatement, .withStatement, .tryStatement,
      .matchStatement:
      return "'upstream' is assigned inside a block, and Ploomber reads only the top level"
    case .expressionStatement:
      return "'upstream' is assigned within an expression, and Ploomber does not see that"
    default: return "'upstream' is assigned in a form that Ploomber does not see"
    }
  }
}

/// Names that a Python expression may use without anyone defining them.
private let pythonBuiltins: Set<String> = [
  "abs", "all", "any", "ascii", "bin", "bool", "bytearray", "bytes", "callable", "chr", "complex",
  "dict", "dir", "divmod", "enumerate", "eval", "exec", "filter", "float", "format", "frozenset",
  "getattr", "globals", "hasattr", "hash", "hex", "id", "input", "int", "isinstance", "issubclass",
  "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next", "object", "oct",
  "open", "ord", "pow", "print", "property", "range", "repr", "reversed", "round", "set", "setattr",
  "slice", "sorted", "str", "sum", "super", "tuple", "type", "vars", "zip", "__import__",
]
