import SluiceCore

/// What a parameters cell assigns to `product`, read by the rules that hold for `upstream`.
func pythonProduct(in tree: PythonTree, textRange: Range<Int>) -> SourceProduct {
  let assignment = PythonCellAssignment(tree: tree, textRange: textRange, name: "product")
  var product = SourceProduct()
  let help = "write `product = 'out/file'`, or a dictionary of texts, on a line of its own"
  for (statement, use) in assignment.uses {
    product.statement = tree.place(of: statement)
    switch use {
    case .value(let value):
      let read = tree.sourceValue(of: value)
      product.value = read
      guard read.firstUnknown != nil, let node = tree.freeName(in: value) else { continue }
      let name = tree.identifier(at: tree.nodes[node].range.lowerBound)
      product.value = nil
      product.diagnostics = [
        SourceProduct.refused(
          "'product' refers to '\(name)', which Ploomber does not know when it reads the cell",
          tree.place(of: node), help: "write the paths here, as plain texts")
      ]
      return product
    case .refused(let message, let place):
      product.value = nil
      product.diagnostics = [SourceProduct.refused(message, tree.place(of: place), help: help)]
      return product
    }
  }
  return product
}

extension PythonTree {
  /// The value of an expression of literals, with places; what is no literal is `unknown`.
  func sourceValue(of node: Int, depth: Int = 0) -> SourceValue {
    let place = place(of: node)
    guard depth < 40 else { return SourceValue(kind: .unknown, range: place) }
    return SourceValue(kind: valueKind(of: node, depth), range: place)
  }

  private func valueKind(of node: Int, _ depth: Int) -> SourceValue.Kind {
    switch nodes[node].kind {
    case .listDisplay, .tuple:
      let items = children(of: node).map { Int($0) }
      guard !items.contains(where: { nodes[$0].kind == .starred }) else { return .unknown }
      return .list(items.map { sourceValue(of: $0, depth: depth + 1) })
    case .dictionary:
      var entries: [SourceValue.Entry] = []
      for index in stride(from: 0, to: childCount(of: node) - 1, by: 2) {
        let key = child(index, of: node)
        guard key != 0 else { return .unknown }
        entries.append(
          SourceValue.Entry(
            key: sourceValue(of: key, depth: depth + 1),
            value: sourceValue(of: child(index + 1, of: node), depth: depth + 1)))
      }
      return .mapping(entries)
    case .call: return dictionaryCall(node, depth)
    default:
      switch staticValue(of: node) {
      case .text(let text)?: return .text(text)
      case PythonStaticValue.none?: return .none
      case .other(let type)?: return .other(type)
      case .collection(.set, _)?: return .other("set")
      case .collection?, nil: return .unknown
      }
    }
  }

  /// `dict(nb='out/fit.html')`, and calls that make a text.
  private func dictionaryCall(_ node: Int, _ depth: Int) -> SourceValue.Kind {
    let callee = nodes[child(0, of: node)]
    guard callee.kind == .name, identifier(at: callee.range.lowerBound) == "dict" else {
      if case .text(let text)? = staticValue(of: node) { return .text(text) }
      return .unknown
    }
    var entries: [SourceValue.Entry] = []
    for link in children(of: node).dropFirst() {
      let argument = nodes[Int(link)]
      guard argument.kind == .keyword, argument.detail == 0 else { return .unknown }
      let name = identifierRange(at: argument.range.lowerBound)
      entries.append(
        SourceValue.Entry(
          key: SourceValue(
            kind: .text(identifier(at: argument.range.lowerBound)), range: place(name)),
          value: sourceValue(of: child(0, of: Int(link)), depth: depth + 1)))
    }
    return .mapping(entries)
  }
}
