import SluiceCore

/// A stretch of Python without what no run can see: comments, layout, quotes, the way a number is
/// written, parentheses that change nothing. Two stretches of one form have equal trees in CPython's
/// `ast`, docstrings aside.
struct PythonForm {
  /// The nodes of the stretch behind one another, each with what it says and the number of its children:
  /// that spells the tree, as children come before their parents.
  private(set) var bytes: [UInt8] = []
  private let tree: PythonTree
  /// Docstrings, by their statement: they are left out.
  private var skipped: Set<Int> = []
  /// Texts that stand directly in an f-string.
  private var pieces: Set<Int> = []
  /// The f-string's text that goes on, as code points.
  private var pending: [UInt32] = []

  /// The form of `nodes`, whole subtrees. Linear in them.
  init(of nodes: Range<Int>, in tree: PythonTree, withDocumentation: Bool) {
    self.tree = tree
    for index in nodes {
      switch tree.nodes[index].kind {
      case .functionDef, .classDef:
        guard !withDocumentation, let docstring = tree.docstring(of: index) else { continue }
        skipped.insert(docstring)
        // Of a text as a statement there are two nodes.
        skipped.insert(tree.child(0, of: docstring))
      case .joinedString:
        for child in tree.children(of: index) where tree.nodes[Int(child)].kind != .replacementField
        {
          pieces.insert(Int(child))
        }
      default: continue
      }
    }
    for index in nodes where index != 0 && !skipped.contains(index) { write(node: index) }
  }

  private mutating func write(node index: Int) {
    let node = tree.nodes[index]
    if pieces.contains(index) {
      pending += node.kind == .string ? points(index) : tree.codePoints(ofText: index)
      if hasNamedEscape(index) { pending += tree.text(of: index).map { UInt32($0) } }
      return
    }
    if !pending.isEmpty {
      write(pending, PythonNodeKind.stringText.rawValue)
      pending = []
    }
    bytes.append(node.kind.rawValue)
    switch node.kind {
    case .string:
      let isBytes = PythonStringFlags(rawValue: node.detail).contains(.bytes)
      write(points(index), isBytes ? 1 : 0)
      if hasNamedEscape(index) { write(text: tree.text(of: index)) }
      return
    case .number: return write(text: pythonNumberForm(tree.text(of: index))[...])
    case .magic, .error: write(text: tree.text(of: index))
    case .keyword: write(name: node.detail == 1 ? nil : Int(node.start))
    case .name, .parameter, .identifier, .keywordPattern: write(name: Int(node.start))
    case .functionDef, .classDef, .exceptHandler, .alias, .attribute, .matchMapping, .matchStar,
      .matchAs, .typeVariable, .parameterSpecification, .typeVariableTuple:
      write(name: node.payload == 0 ? nil : Int(node.payload))
    case .dottedName: write(text: Array(tree.dottedName(of: index).utf8)[...])
    case .importFrom: write(number: Int(node.payload))
    case .replacementField:
      let isDebug = Int(node.payload) > Int(node.start)
      write(text: isDebug ? tree.fragment.text[Int(node.start)..<Int(node.payload)] : [])
    case .compare: bytes += tree.operators(of: index).map(\.rawValue)
    case .missing, .module, .block, .list, .returnStatement, .deleteStatement, .assign,
      .augmentedAssign, .annotatedAssign, .typeAlias, .forStatement, .whileStatement,
      .ifStatement, .withStatement, .withItem, .matchStatement, .matchCase, .raiseStatement,
      .tryStatement, .assertStatement, .importStatement, .globalStatement, .nonlocalStatement,
      .expressionStatement, .passStatement, .breakStatement, .continueStatement,
      .booleanOperation, .namedExpression, .binaryOperation, .unaryOperation, .lambda,
      .conditional, .dictionary, .set, .listComprehension, .setComprehension, .generator,
      .dictionaryComprehension, .comprehension, .awaitExpression, .yieldExpression, .yieldFrom,
      .call, .joinedString, .stringText, .trueLiteral, .falseLiteral, .noneLiteral, .ellipsis,
      .subscripted, .starred, .listDisplay, .tuple, .slice, .arguments, .matchValue,
      .matchSingleton, .matchSequence, .matchClass, .matchOr:
      break
    }
    bytes.append(node.detail)
    writeChildren(index)
  }

  /// How many children there are, and which of them are missing.
  private mutating func writeChildren(_ index: Int) {
    var count = 0
    for child in tree.children(of: index) {
      let node = Int(child)
      if pieces.contains(node) || skipped.contains(node) { continue }
      count += 1
      if node == 0 { write(number: count) }
    }
    write(number: count)
    bytes.append(0xFF)
  }

  // MARK: Pieces

  private func points(_ node: Int) -> [UInt32] { tree.codePoints(ofString: node) }

  /// `\N{name}`, whose character is not known here: then the text counts as it is written.
  private func hasNamedEscape(_ node: Int) -> Bool {
    let range = tree.nodes[node].range
    return namedEscape.offset(
      in: tree.fragment.text, from: range.lowerBound, before: range.upperBound) != nil
  }

  private mutating func write(name offset: Int?) {
    write(text: offset.map { Array(tree.identifier(at: $0).utf8)[...] } ?? [])
  }

  private mutating func write(text: ArraySlice<UInt8>) {
    write(number: text.count)
    bytes += text
  }

  private mutating func write(_ points: [UInt32], _ kind: UInt8) {
    bytes.append(kind)
    write(number: points.count)
    for point in points { write(number: Int(point)) }
  }

  private mutating func write(number: Int) {
    var rest = UInt32(truncatingIfNeeded: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

extension PythonTree {
  /// The statement that is the docstring of a definition or a module; `nil` without one.
  func docstring(of node: Int) -> Int? {
    let body: Int
    switch nodes[node].kind {
    case .functionDef: body = child(4, of: node)
    case .classDef: body = child(3, of: node)
    case .module: body = node
    default: return nil
    }
    let first = child(0, of: body)
    guard first != 0, nodes[first].kind == .expressionStatement,
      stringValue(of: child(0, of: first)) != nil
    else { return nil }
    return first
  }
}

/// A number as one of several ways to write it: without `_`, in lower case, whole numbers in decimal
/// where they fit in 64 bits, floats by their value.
func pythonNumberForm(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var digits = text.filter { $0 != 0x5F }.map { $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) }
  if digits.count > 2, digits[0] == 0x30, let radix = radixes[digits[1]] {
    let value = UInt64(String(decoding: digits[2...], as: UTF8.self), radix: radix)
    return value.map { Array(String($0).utf8) } ?? digits
  }
  if digits.allSatisfy({ (0x30...0x39).contains($0) }) {
    let significant = Array(digits.drop { $0 == 0x30 })
    return significant.isEmpty ? [0x30] : significant
  }
  let isImaginary = digits.last == UInt8(ascii: "j")
  if isImaginary { digits.removeLast() }
  if digits.first == 0x2E { digits.insert(0x30, at: 0) }
  if let dot = digits.firstIndex(of: 0x2E),
    dot + 1 == digits.count || digits[dot + 1] == UInt8(ascii: "e")
  {
    digits.insert(0x30, at: dot + 1)
  }
  guard let value = Double(String(decoding: digits, as: UTF8.self)) else { return Array(text) }
  return [isImaginary ? 0x6A : 0x66] + Array(String(value.bitPattern).utf8)
}

private let radixes: [UInt8: Int] = [0x78: 16, 0x6F: 8, 0x62: 2]
private let namedEscape = ByteSearch(Array("\\N{".utf8))
