extension PythonTree {
  /// The keys of every `upstream['key']`, in order; `nil` where something else happens to the name
  /// `upstream`. Linear in the tree.
  package func upstreamKeys() -> [String]? { upstreamKeys(nodes.indices) }

  /// The same for a function, its decorators included. Linear in the function.
  package func upstreamKeys(ofFunction node: Int) -> [String]? {
    upstreamKeys(pythonFunctionNodes(node, in: self).nodes)
  }

  private func upstreamKeys(_ wanted: Range<Int>) -> [String]? {
    guard let upstream = symbols.known("upstream") else { return [] }
    let symbol = UInt32(truncatingIfNeeded: upstream)
    let mentions = wanted.count { nodes[$0].symbol == symbol && nodes[$0].kind == .name }
    guard mentions > 0 else { return [] }
    var keys: [String] = []
    for node in wanted where nodes[node].kind == .subscripted {
      let value = child(0, of: node)
      guard nodes[value].kind == .name, nodes[value].symbol == symbol,
        let key = stringValue(of: child(1, of: node))
      else { continue }
      keys.append(key)
    }
    return mentions == keys.count ? keys : nil
  }
}
