import SluiceCore

/// How often each name is bound in a stretch of nodes, whatever the scope. A name that is bound once
/// in all of it holds one value at most, which is what it takes to follow it.
struct PythonBoundNames {
  private var found: [String: (count: Int, node: Int)] = [:]
  /// Where the last star import stands: it may bind any name before it anew.
  private(set) var lastStar = -1

  /// All that the nodes of `range` bind. Linear in them.
  init(in range: Range<Int>, of tree: PythonTree) {
    for node in range {
      let value = tree.nodes[node]
      switch value.kind {
      case .name:
        if value.detail != PythonContext.load.rawValue {
          add(value.range.lowerBound, node, tree)
        }
      case .parameter, .identifier: add(value.range.lowerBound, node, tree)
      case .functionDef, .classDef, .exceptHandler, .matchAs, .matchStar, .matchMapping,
        .typeVariable, .parameterSpecification, .typeVariableTuple:
        if value.payload != 0 { add(Int(value.payload), node, tree) }
      case .alias:
        let name = tree.nodes[tree.child(0, of: node)].range
        if value.payload != 0 {
          add(Int(value.payload), node, tree)
        } else if name.count == 1, tree.fragment.text[name.lowerBound] == 0x2A {
          lastStar = node
        } else {
          add(name.lowerBound, node, tree)
        }
      default: break
      }
    }
  }

  private mutating func add(_ offset: Int, _ node: Int, _ tree: PythonTree) {
    let name = tree.identifier(at: offset)
    found[name] = ((found[name]?.count ?? 0) + 1, node)
  }

  /// The only node that binds the name; `nil` if there is none, or more than one.
  func only(_ name: String) -> Int? {
    guard let entry = found[name], entry.count == 1 else { return nil }
    return entry.node
  }

  /// Whether something binds the name.
  func contains(_ name: String) -> Bool { found[name] != nil }
}

/// What is known of a module's names, made when first asked for.
struct PythonModuleNames {
  /// A function of the module and the parameter that takes `upstream`.
  struct Parameter: Hashable {
    var function: Int
    var name: String
  }

  private var bound: PythonBoundNames?
  private var statements: [Int: Int] = [:]
  /// Names that are read other than by a loop.
  private var handled: Set<String>?
  /// What following a parameter gave.
  var followed: [Parameter: PythonMappingUses] = [:]

  init() {}

  /// The top-level statement that binds a name which nothing else in the file binds: an assignment
  /// or a function.
  mutating func statement(binding name: String, in tree: PythonTree) -> Int? {
    if bound == nil { read(tree) }
    guard let bound, let node = bound.only(name), node > bound.lastStar else { return nil }
    return statements[node]
  }

  /// Whether loops are all that the file ever does with a name.
  mutating func isOnlyIterated(_ name: String, in tree: PythonTree) -> Bool {
    let handled = self.handled ?? handledNames(in: tree)
    self.handled = handled
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

  private mutating func read(_ tree: PythonTree) {
    bound = PythonBoundNames(in: 1..<tree.nodes.count, of: tree)
    for link in tree.children(of: tree.root) {
      let statement = Int(link)
      switch tree.nodes[statement].kind {
      case .functionDef: statements[statement] = statement
      case .assign:
        for target in tree.children(of: statement).dropLast() {
          statements[Int(target)] = statement
        }
      case .annotatedAssign:
        if tree.child(2, of: statement) != 0 {
          statements[tree.child(0, of: statement)] = statement
        }
      default: break
      }
    }
  }
}
