import SluiceCore

/// Which names of a module Python reads without fail when it imports the module, or calls one of its
/// functions: not below conditions, in `except` blocks, behind `return`, or in what only others call.
/// Calls of the module's own functions by their plain names are followed. Linear in the tree for each
/// question.
package struct PythonSureReads: Sendable {
  private let tree: PythonTree
  /// Functions of the top level by name; those that more than one statement binds are left out.
  private var functions: [String: Int] = [:]
  /// Every name that the module can read: what it binds anywhere, and Python's own; sorted.
  package let names: [String]

  package init(in tree: PythonTree) {
    self.tree = tree
    let bound = PythonBoundNames(in: 1..<max(1, tree.nodes.count), of: tree)
    names = pythonBuiltinNames.union(bound.names).sorted()
    for link in tree.children(of: tree.root) {
      let node = Int(link)
      guard tree.nodes[node].kind == .functionDef, isPlain(node) else { continue }
      let name = tree.identifier(at: Int(tree.nodes[node].payload))
      if bound.only(name) == node { functions[name] = node }
    }
  }

  /// The offsets in the file of names that the import of the module reads.
  package func atImport() -> Set<Int> {
    reads { $0.block(tree.root) }
  }

  /// The offsets in the file of names that a call reads of the function whose name stands at `offset`
  /// of the file. Empty for what may not run at once: decorated functions, generators, coroutines.
  package func calling(_ offset: Int) -> Set<Int> {
    let start = tree.fragment.textOffset(ofFileOffset: offset)
    let node = tree.nodes.indices.first {
      tree.nodes[$0].kind == .functionDef && Int(tree.nodes[$0].payload) == start
    }
    guard let node, isPlain(node) else { return [] }
    return reads { $0.block(tree.child(4, of: node)) }
  }

  private func reads(_ start: (inout PythonSureWalk) -> Void) -> Set<Int> {
    var walk = PythonSureWalk(tree: tree)
    start(&walk)
    var done: Set<String> = []
    while let name = walk.called.popLast() {
      guard let node = functions[name], done.insert(name).inserted else { continue }
      walk.block(tree.child(4, of: node))
    }
    return Set(walk.reads.map { tree.place($0..<$0).bytes.lowerBound })
  }

  /// A call runs the body there and then.
  private func isPlain(_ node: Int) -> Bool {
    guard tree.child(0, of: node) == 0, tree.nodes[node].detail == 0 else { return false }
    return !tree.subtree(of: node).contains {
      tree.nodes[$0].kind == .yieldExpression || tree.nodes[$0].kind == .yieldFrom
    }
  }
}

/// One walk over statements that surely run.
private struct PythonSureWalk {
  let tree: PythonTree
  /// Offsets of names in the text.
  var reads: [Int] = []
  /// Names that are called.
  var called: [String] = []

  init(tree: PythonTree) { self.tree = tree }

  /// Statements, in a `module` or `block`, and those in the blocks below that run whenever they do.
  mutating func block(_ node: Int) {
    /// The statements of a block that are still to come.
    var open: [ArraySlice<UInt32>] = [tree.children(of: node)]
    while var rest = open.popLast() {
      guard let link = rest.popFirst() else { continue }
      let statement = Int(link)
      switch tree.nodes[statement].kind {
      case .returnStatement, .raiseStatement:
        expression(tree.child(0, of: statement))
        // Whatever block it stands in, nothing behind it runs.
        return
      case .breakStatement, .continueStatement: continue
      default: break
      }
      open.append(rest)
      for inner in blocks(of: statement) { open.append(tree.children(of: inner)) }
    }
  }

  /// Reads what the statement itself evaluates; the blocks in it that surely run, last one first.
  private mutating func blocks(of node: Int) -> [Int] {
    switch tree.nodes[node].kind {
    case .functionDef:
      expression(tree.child(0, of: node))
      for parameter in tree.children(of: tree.child(2, of: node)) {
        expression(tree.child(1, of: Int(parameter)))
      }
    case .classDef:
      expression(tree.child(0, of: node))
      expression(tree.child(2, of: node))
      return [tree.child(3, of: node)]
    case .ifStatement, .whileStatement, .matchStatement: expression(tree.child(0, of: node))
    case .forStatement:
      expression(tree.child(1, of: node))
      return [tree.child(2, of: node)]
    case .withStatement:
      expression(tree.child(0, of: node))
      // `suppress(…)` and its like may swallow the error.
      let body = tree.child(1, of: node)
      return mentions("suppress", in: tree.child(0, of: node)) ? [] : [body]
    case .tryStatement:
      let last = tree.child(3, of: node)
      let body = swallowsErrors(tree.child(1, of: node)) ? 0 : tree.child(0, of: node)
      return [last, body].filter { $0 != 0 }
    case .assertStatement: expression(tree.child(0, of: node))
    case .annotatedAssign: expression(tree.child(2, of: node))
    case .augmentedAssign:
      let target = tree.child(0, of: node)
      if tree.nodes[target].kind == .name { reads.append(tree.nodes[target].range.lowerBound) }
      expression(node)
    case .assign, .expressionStatement, .deleteStatement: expression(node)
    default: break
    }
    return []
  }

  /// Whether a handler may take a `NameError`.
  private func swallowsErrors(_ handlers: Int) -> Bool {
    tree.children(of: handlers).contains { link in
      let type = tree.child(0, of: Int(link))
      if type == 0 { return true }
      return tree.subtree(of: type).contains { index in
        guard tree.nodes[index].kind == .name else { return false }
        let name = tree.identifier(at: tree.nodes[index].range.lowerBound)
        return !harmlessErrors.contains(name)
      }
    }
  }

  private func mentions(_ name: String, in node: Int) -> Bool {
    tree.subtree(of: node).contains { index in
      let value = tree.nodes[index]
      switch value.kind {
      case .name: return tree.identifier(at: value.range.lowerBound) == name
      case .attribute: return tree.identifier(at: Int(value.payload)) == name
      default: return false
      }
    }
  }

  /// What the evaluation of an expression surely reads.
  private mutating func expression(_ node: Int) {
    var open = [node]
    while let node = open.popLast() {
      guard node != 0 else { continue }
      let value = tree.nodes[node]
      switch value.kind {
      case .name:
        let context = PythonContext(rawValue: value.detail) ?? .load
        if context != .store { reads.append(value.range.lowerBound) }
      case .booleanOperation, .conditional, .compare:
        open.append(tree.child(0, of: node))
        if value.kind == .compare { open.append(tree.child(1, of: node)) }
      case .generator: open.append(tree.child(1, of: tree.child(1, of: node)))
      case .lambda: break
      case .call:
        let callee = tree.child(0, of: node)
        if tree.nodes[callee].kind == .name {
          called.append(tree.identifier(at: tree.nodes[callee].range.lowerBound))
        }
        open += tree.children(of: node).map(Int.init)
      default: open += tree.children(of: node).map(Int.init)
      }
    }
  }
}

/// Errors whose handlers let a `NameError` pass.
private let harmlessErrors: Set<String> = [
  "AttributeError", "FileExistsError", "FileNotFoundError", "ImportError", "IndexError", "IOError",
  "KeyError", "KeyboardInterrupt", "ModuleNotFoundError", "OSError", "PermissionError",
  "TimeoutError", "TypeError", "UnicodeDecodeError", "ValueError", "ZeroDivisionError",
]
