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
    let assignment = PythonCellAssignment(tree: tree, textRange: textRange, name: "upstream")
    var decisive: (statement: Int, value: Int)?
    for (statement, use) in assignment.uses {
      switch use {
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
      reportUnseen(assignment.statements)
    }
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
    guard tree.staticValue(of: value) == nil, let node = tree.freeName(in: value) else {
      return false
    }
    let name = tree.identifier(at: tree.nodes[node].range.lowerBound)
    refuse(
      "'upstream' refers to '\(name)', which Ploomber does not know when it reads the cell", node,
      statement, help: "write the task names here, as a list of strings")
    return true
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
