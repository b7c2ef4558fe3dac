import SluiceCore

/// How often each name is bound in a stretch of nodes, whatever the scope. A name that is bound once
/// in all of it holds one value at most, which is what it takes to follow it.
struct PythonBoundNames {
  /// How often each name is bound, and the last node that does, by symbol.
  private var found: [(count: Int, node: Int)] = []
  private var symbols = PythonSymbols()
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
    let symbol = symbols.symbol(at: offset, in: tree)
    if symbol == found.count {
      found.append((1, node))
    } else {
      found[symbol] = (found[symbol].count + 1, node)
    }
  }

  /// Every name that is bound.
  var names: [String] { symbols.names }

  /// The only node that binds the name; `nil` if there is none, or more than one.
  func only(_ name: String) -> Int? {
    guard let symbol = symbols.known(name), found[symbol].count == 1 else { return nil }
    return found[symbol].node
  }

  /// Whether something binds the name.
  func contains(_ name: String) -> Bool { symbols.known(name) != nil }
}
