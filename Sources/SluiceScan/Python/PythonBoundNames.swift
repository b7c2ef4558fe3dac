import SluiceCore

/// How often each name is bound in a stretch of nodes, whatever the scope. A name that is bound once
/// in all of it holds one value at most, which is what it takes to follow it.
struct PythonBoundNames {
  /// How often each name is bound, and the last node that does, by symbol.
  private var found = PythonSymbolMap<(count: Int, node: Int)>()
  private let symbols: PythonSymbols
  /// Where the last star import stands: it may bind any name before it anew.
  private(set) var lastStar = -1

  /// All that the nodes of `range` bind. Linear in them.
  init(in range: Range<Int>, of tree: PythonTree) {
    symbols = tree.symbols
    for node in range {
      let value = tree.nodes[node]
      switch value.kind {
      case .name:
        if value.detail != PythonContext.load.rawValue {
          add(Int(value.symbol), node)
        }
      case .parameter, .identifier: add(Int(value.symbol), node)
      case .functionDef, .classDef, .exceptHandler, .matchAs, .matchStar, .matchMapping,
        .typeVariable, .parameterSpecification, .typeVariableTuple:
        if value.payload != 0 { add(Int(value.symbol), node) }
      case .alias:
        let name = tree.nodes[tree.child(0, of: node)].range
        if value.payload != 0 {
          add(Int(value.symbol), node)
        } else if name.count == 1, tree.fragment.text[name.lowerBound] == 0x2A {
          lastStar = node
        } else {
          add(symbols.known(at: name.lowerBound, in: tree) ?? 0, node)
        }
      default: break
      }
    }
  }

  private mutating func add(_ symbol: Int, _ node: Int) {
    found[symbol] = ((found[symbol]?.count ?? 0) + 1, node)
  }

  /// Every name that is bound.
  var names: [String] { found.keys.map(symbols.name) }

  /// The only node that binds the name; `nil` if there is none, or more than one.
  func only(_ name: String) -> Int? {
    symbols.known(name).flatMap { only($0) }
  }

  /// The same by symbol.
  func only(_ symbol: Int) -> Int? {
    guard let bound = found[symbol], bound.count == 1 else { return nil }
    return bound.node
  }

  /// Whether something binds the name.
  func contains(_ name: String) -> Bool {
    symbols.known(name).map { found[$0] != nil } ?? false
  }
}
