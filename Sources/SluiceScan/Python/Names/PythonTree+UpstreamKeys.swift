extension PythonTree {
  /// The keys of every `upstream['key']`, in order; `nil` where something else happens to the name
  /// `upstream`. Linear in the tree.
  package func upstreamKeys() -> [String]? { upstreamKeys(nodes.indices) }

  /// The same for a function, its decorators included. Linear in the function.
  package func upstreamKeys(ofFunction node: Int) -> [String]? {
    upstreamKeys(pythonFunctionNodes(node, in: self).nodes)
  }

  private func upstreamKeys(_ wanted: Range<Int>) -> [String]? {
    var keys: [String] = []
    var mentions = 0
    for node in wanted {
      switch nodes[node].kind {
      case .name:
        if isIdentifier(nodes[node].range, "upstream".utf8) { mentions += 1 }
      case .subscripted:
        let value = child(0, of: node)
        guard nodes[value].kind == .name, isIdentifier(nodes[value].range, "upstream".utf8),
          let key = stringValue(of: child(1, of: node))
        else { continue }
        keys.append(key)
      default: break
      }
    }
    return mentions == keys.count ? keys : nil
  }
}
