extension PythonParser {
  /// Marks an expression, and all it consists of, as assigned or deleted. Fails on what cannot be.
  mutating func assignable(_ node: Int, _ context: PythonContext) {
    guard !hasFailed else { return }
    switch nodes[node].kind {
    case .name, .attribute, .subscripted:
      nodes[node].detail = context.rawValue
      return
    default: break
    }
    var open = [node]
    while let node = open.popLast() {
      switch nodes[node].kind {
      case .name, .attribute, .subscripted: break
      case .starred where context == .store, .tuple, .listDisplay:
        let first = Int(nodes[node].firstLink)
        for link in (first..<first + Int(nodes[node].linkCount)).reversed() {
          open.append(Int(links[link]))
        }
      default:
        let verb = context == .store ? "assign to" : "delete"
        let isComparison = nodes[node].kind == .compare
        fail(
          "cannot \(verb) \(words(for: node))", at: node,
          help: context == .store && !isComparison && kind == .equal
            ? "to compare, write '=='" : nil)
        return
      }
      nodes[node].detail = context.rawValue
    }
  }

  /// What an expression is called in a finding.
  mutating func words(for node: Int) -> String {
    switch nodes[node].kind {
    case .name: "a name in parentheses"
    case .call: "a function call"
    case .string, .number: "a literal"
    case .joinedString: "an f-string"
    case .trueLiteral: "True"
    case .falseLiteral: "False"
    case .noneLiteral: "None"
    case .ellipsis: "an ellipsis"
    case .binaryOperation, .unaryOperation, .booleanOperation: "an expression"
    case .compare: "a comparison"
    case .conditional: "a conditional expression"
    case .lambda: "a lambda"
    case .dictionary: "a dictionary"
    case .set: "a set"
    case .listComprehension: "a list comprehension"
    case .setComprehension: "a set comprehension"
    case .dictionaryComprehension: "a dictionary comprehension"
    case .generator: "a generator expression"
    case .yieldExpression, .yieldFrom: "a yield expression"
    case .awaitExpression: "an await expression"
    case .namedExpression: "an assignment expression"
    case .starred: "a starred expression"
    case .attribute: "an attribute"
    case .subscripted: "a subscript"
    case .tuple: "a tuple"
    case .listDisplay: "a list"
    default: "this expression"
    }
  }
}
