/// What an expression of literals is worth, as far as an `upstream` can use it.
///
/// This is the only place that evaluates Python. Whoever needs a value asks `staticValue(of:)`: the
/// parameters cell for its list, the search for hidden names for keys and loops. It knows literals,
/// `+` of texts, lists and tuples, unpacking, and the calls `list`, `tuple`, `set`, `dict` and `str`;
/// it never looks a name up, so what it answers holds wherever the expression stands, as long as
/// nobody rebinds those five builtins. Whoever follows names (`PythonMappingReader`) proves first
/// that one binding is all there is, then asks here. A plain text without any operator is
/// `stringValue(of:)`, which is also what Ploomber takes for a key.
indirect enum PythonStaticValue {
  /// An element and the node that wrote it.
  struct Item {
    var value: PythonStaticValue
    var node: Int
  }

  /// What holds the items.
  enum Collection {
    case list, tuple, set, dictionary
  }

  case none
  case text(String)
  case collection(Collection, [Item])
  /// A value of a type that can name no task: the word is Python's.
  case other(String)
}

extension PythonTree {
  /// The value of an expression that holds nothing but literals, `+`, and calls of `list`, `tuple`,
  /// `set`, `dict` and `str`; `nil` for everything else.
  func staticValue(of node: Int, depth: Int = 0) -> PythonStaticValue? {
    guard depth < 40 else { return nil }
    switch nodes[node].kind {
    case .noneLiteral: return PythonStaticValue.none
    case .trueLiteral, .falseLiteral: return .other("bool")
    case .ellipsis: return .other("ellipsis")
    case .number: return .other(numberType(of: node))
    case .string: return stringValue(of: node).map { .text($0) } ?? .other("bytes")
    case .joinedString: return plainText(of: node).map { .text($0) }
    case .listDisplay: return elements(of: node, .list, depth)
    case .tuple: return elements(of: node, .tuple, depth)
    case .set: return elements(of: node, .set, depth)
    case .dictionary: return dictionary(node, depth)
    case .binaryOperation: return sum(node, depth)
    case .unaryOperation:
      guard case .other(let type)? = staticValue(of: child(0, of: node), depth: depth + 1),
        nodes[node].detail != PythonOperator.not.rawValue
      else { return nodes[node].detail == PythonOperator.not.rawValue ? .other("bool") : nil }
      return .other(type)
    case .call: return call(node, depth)
    default: return nil
    }
  }

  private func numberType(of node: Int) -> String {
    let text = text(of: node)
    if let last = text.last, last | 0x20 == 0x6A { return "complex" }
    if text.count > 1, text[text.startIndex + 1] | 0x20 == 0x78 { return "int" }
    return text.contains { $0 == 0x2E || $0 | 0x20 == 0x65 } ? "float" : "int"
  }

  /// An f-string without fields.
  private func plainText(of node: Int) -> String? {
    guard nodes[node].detail == 0 else { return nil }
    var text: [UInt32] = []
    for part in children(of: node) {
      switch nodes[Int(part)].kind {
      case .string: text += codePoints(ofString: Int(part))
      case .stringText: text += codePoints(ofText: Int(part))
      default: return nil
      }
    }
    return String(codePoints: text)
  }

  private func elements(
    of node: Int, _ collection: PythonStaticValue.Collection, _ depth: Int
  ) -> PythonStaticValue? {
    var items: [PythonStaticValue.Item] = []
    for link in children(of: node) {
      let element = Int(link)
      if nodes[element].kind == .starred {
        let inner = child(0, of: element)
        guard let value = staticValue(of: inner, depth: depth + 1),
          let more = iterated(of: value, node: inner)
        else { return nil }
        items += more
      } else {
        guard let value = staticValue(of: element, depth: depth + 1) else { return nil }
        items.append(PythonStaticValue.Item(value: value, node: element))
      }
    }
    return .collection(collection, items)
  }

  private func dictionary(_ node: Int, _ depth: Int) -> PythonStaticValue? {
    var items: [PythonStaticValue.Item] = []
    for index in stride(from: 0, to: childCount(of: node) - 1, by: 2) {
      let key = child(index, of: node)
      if key == 0 {
        guard
          case .collection(.dictionary, let more)? = staticValue(
            of: child(index + 1, of: node), depth: depth + 1)
        else { return nil }
        items += more
      } else {
        // The values are never looked at, but Ploomber evaluates them.
        guard let value = staticValue(of: key, depth: depth + 1),
          staticValue(of: child(index + 1, of: node), depth: depth + 1) != nil
        else { return nil }
        items.append(PythonStaticValue.Item(value: value, node: key))
      }
    }
    return .collection(.dictionary, items)
  }

  /// `a + b + c` of texts, or of sequences of one kind.
  private func sum(_ node: Int, _ depth: Int) -> PythonStaticValue? {
    var operands: [Int] = []
    var left = node
    while nodes[left].kind == .binaryOperation {
      guard nodes[left].detail == PythonOperator.add.rawValue else { return nil }
      operands.append(child(1, of: left))
      left = child(0, of: left)
    }
    guard var result = staticValue(of: left, depth: depth + 1) else { return nil }
    for operand in operands.reversed() {
      guard let value = staticValue(of: operand, depth: depth + 1) else { return nil }
      switch (result, value) {
      case (.text(let first), .text(let second)): result = .text(first + second)
      case (.collection(.list, let first), .collection(.list, let second)):
        result = .collection(.list, first + second)
      case (.collection(.tuple, let first), .collection(.tuple, let second)):
        result = .collection(.tuple, first + second)
      default: return nil
      }
    }
    return result
  }

  private func call(_ node: Int, _ depth: Int) -> PythonStaticValue? {
    let callee = child(0, of: node)
    guard nodes[callee].kind == .name else { return nil }
    let arguments = children(of: node).dropFirst()
    let name = identifier(at: nodes[callee].range.lowerBound)
    if name == "dict" { return dictionaryCall(arguments, depth) }
    guard let collection: PythonStaticValue.Collection? = callResult[name] else { return nil }
    guard let first = arguments.first else {
      return collection.map { .collection($0, []) } ?? .text("")
    }
    guard arguments.count == 1, nodes[Int(first)].kind != .keyword,
      let value = staticValue(of: Int(first), depth: depth + 1)
    else { return nil }
    guard let collection else {
      if case .text = value { return value }
      return nil
    }
    guard let items = iterated(of: value, node: Int(first)) else { return nil }
    return .collection(collection, items)
  }

  private func dictionaryCall(_ arguments: ArraySlice<UInt32>, _ depth: Int) -> PythonStaticValue? {
    var items: [PythonStaticValue.Item] = []
    for link in arguments {
      let argument = Int(link)
      let value = nodes[argument]
      guard value.kind == .keyword, value.detail == 0 else {
        let inner = value.kind == .keyword ? child(0, of: argument) : argument
        guard
          case .collection(.dictionary, let more)? = staticValue(of: inner, depth: depth + 1)
        else { return nil }
        items += more
        continue
      }
      guard staticValue(of: child(0, of: argument), depth: depth + 1) != nil else { return nil }
      let key = identifier(at: value.range.lowerBound)
      items.append(PythonStaticValue.Item(value: .text(key), node: argument))
    }
    return .collection(.dictionary, items)
  }

  /// What iterating over a value gives.
  private func iterated(of value: PythonStaticValue, node: Int) -> [PythonStaticValue.Item]? {
    switch value {
    case .collection(_, let items): items
    case .text(let text):
      text.unicodeScalars.map {
        PythonStaticValue.Item(value: .text(String(Character($0))), node: node)
      }
    case .none, .other: nil
    }
  }
}

private let callResult: [String: PythonStaticValue.Collection?] = [
  "list": .list, "tuple": .tuple, "set": .set, "str": PythonStaticValue.Collection?.none,
]
