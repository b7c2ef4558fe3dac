import SluiceCore

extension PythonNameReader {
  /// An annotation: where it stands, or behind everything, as the module says.
  mutating func annotated(_ node: Int) {
    guard node != 0 else { return }
    if postponesAnnotations {
      later(.annotation(node))
    } else {
      visit(node, as: .bare)
    }
  }

  /// Visits a node with another view of its strings.
  mutating func visit(_ node: Int, as state: Annotation) {
    steps.append(.annotation(annotation))
    steps.append(.visit(node))
    steps.append(.annotation(state))
  }

  // MARK: Strings

  /// The expression that a string annotation holds.
  mutating func enterText(_ node: Int) {
    annotation = .string
    let literal = plainLiteral(node)
    let bytes = literal.map { Array(tree.fragment.text[$0]) } ?? decodedLiteral(node)
    // Python refuses an annotation with space before it.
    guard let first = bytes.first, first != 0x20, first != 0x09 else { return }
    let inner = parsePython(Fragment(verbatim: bytes), file: tree.file, mode: .module)
    let statement = inner.child(0, of: inner.root)
    guard inner.diagnostics.isEmpty, inner.childCount(of: inner.root) == 1,
      inner.nodes[statement].kind == .expressionStatement
    else { return }
    let origin = Source.Literal(tree: current, node: node, start: literal?.lowerBound)
    enter(inner, literal: origin)
    steps.append(.visit(statement))
  }

  /// The body of one literal without escapes, which stands in the text as it is.
  private func plainLiteral(_ node: Int) -> Range<Int>? {
    let value = tree.nodes[node]
    guard value.payload <= 1, value.detail == 0 else { return nil }
    let text = tree.fragment.text
    let range = value.range
    guard range.count >= 2, range.upperBound <= text.count else { return nil }
    let quote = text[range.lowerBound]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    let isTriple =
      range.count >= 6 && text[range.lowerBound + 1] == quote
      && text[range.lowerBound + 2] == quote
    let width = isTriple ? 3 : 1
    let body = range.lowerBound + width..<range.upperBound - width
    return text[body].contains(0x5C) ? nil : body
  }

  private func decodedLiteral(_ node: Int) -> [UInt8] {
    tree.stringValue(of: node).map { Array($0.utf8) } ?? []
  }

  // MARK: The module `typing`

  /// The name that an expression has in `typing`, if it comes from there.
  mutating func typingMember(_ node: Int) -> String? {
    guard knowsTyping else { return nil }
    let value = tree.nodes[node]
    if value.kind == .name {
      guard case .typingMember(let member)? = binding(of: node)?.kind else { return nil }
      return symbols.name(Int(member))
    }
    let owner = tree.child(0, of: node)
    guard value.kind == .attribute, tree.nodes[owner].kind == .name,
      binding(of: owner)?.kind == .typingModule
    else { return nil }
    return tree.name(of: node)
  }

  /// What a name means here; `nil` before anyone has bound the name.
  private mutating func binding(of node: Int) -> PythonNameBinding? {
    let symbol = symbol(of: node)
    var index = scope
    while index >= 0 {
      if let binding = scopes[index, symbol] { return binding }
      index = scopes.parent(of: index)
    }
    return nil
  }

  /// `Literal['a']` holds texts, `Optional['A']` annotations.
  mutating func subscripted(_ node: Int) {
    let owner = tree.child(0, of: node)
    let slice = tree.child(1, of: node)
    if isNamed(owner, "Literal") {
      visit(slice, as: .none)
      steps.append(.visit(owner))
    } else if isNamed(owner, "Annotated"), tree.nodes[slice].kind == .tuple,
      tree.childCount(of: slice) > 1
    {
      for link in tree.children(of: slice).dropFirst().reversed() { visit(Int(link), as: .none) }
      steps.append(.visit(tree.child(0, of: slice)))
      steps.append(.visit(owner))
    } else if typingMember(owner) != nil {
      visit(slice, as: .bare)
      visit(owner, as: .bare)
    } else {
      visitChildren(of: node)
    }
  }

  /// A name, or an attribute of any value, with this name.
  private func isNamed(_ node: Int, _ name: String) -> Bool {
    switch tree.nodes[node].kind {
    case .name, .attribute: tree.name(of: node) == name
    default: false
    }
  }

  /// Calls of `typing` whose arguments are annotations: `cast('A', a)`, `TypeVar('T', bound='A')`.
  mutating func call(_ node: Int) {
    let callee = tree.child(0, of: node)
    guard let member = typingMember(callee), let form = typingForms[member] else {
      return visitChildren(of: node)
    }
    let children = tree.children(of: node)
    var position = children.count - 2
    for link in children.dropFirst().reversed() {
      let argument = Int(link)
      if tree.nodes[argument].kind == .keyword {
        let name = tree.name(of: argument)
        let isAnnotation = form.everyKeyword || form.keywords.contains(name)
        visit(argument, as: isAnnotation ? .bare : .none)
      } else if form.fields, position == 1 {
        fields(argument)
      } else {
        visit(argument, as: form.positions.contains(position) ? .bare : .none)
      }
      position -= 1
    }
    visit(callee, as: .none)
  }

  /// `[('name', 'type')]` of a named tuple, `{'name': 'type'}` of a typed dictionary.
  private mutating func fields(_ node: Int) {
    let children = tree.children(of: node)
    switch tree.nodes[node].kind {
    case .listDisplay, .tuple:
      for link in children.reversed() {
        let pair = tree.children(of: Int(link))
        switch tree.nodes[Int(link)].kind {
        case .tuple, .listDisplay:
          for part in pair.dropFirst().reversed() { visit(Int(part), as: .bare) }
          if let name = pair.first { visit(Int(name), as: .none) }
        default: visit(Int(link), as: .none)
        }
      }
    case .dictionary:
      for index in children.indices.reversed() {
        let isKey = (index - children.startIndex).isMultiple(of: 2)
        visit(Int(children[index]), as: isKey ? .none : .bare)
      }
    default: visit(node, as: .none)
    }
  }
}

/// Which arguments of a call are annotations.
private struct TypingForm {
  var positions: Range<Int> = 0..<0
  var keywords: Set<String> = []
  var everyKeyword = false
  /// The second argument lists fields.
  var fields = false
}

private let typingForms: [String: TypingForm] = [
  "cast": TypingForm(positions: 0..<1, keywords: ["typ"]),
  "assert_type": TypingForm(positions: 1..<Int.max),
  "TypeVar": TypingForm(positions: 1..<Int.max, keywords: ["bound", "default"]),
  "ParamSpec": TypingForm(keywords: ["bound", "default"]),
  "TypeVarTuple": TypingForm(keywords: ["bound", "default"]),
  "NewType": TypingForm(positions: 1..<Int.max, keywords: ["tp"]),
  "TypedDict": TypingForm(everyKeyword: true, fields: true),
  "NamedTuple": TypingForm(everyKeyword: true, fields: true),
]
