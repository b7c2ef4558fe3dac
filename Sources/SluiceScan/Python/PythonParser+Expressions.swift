extension PythonParser {
  private static let comparison: UInt8 = 4
  private static let unary: UInt8 = 11
  static let bitOr: UInt8 = 5

  /// `expression`: a conditional, a lambda, or what binds tighter.
  mutating func expression() -> Int {
    let start = here
    if kind == .lambda { return lambda(start) }
    let value = operation(1)
    guard kind == .if else { return value }
    return conditional(start, value)
  }

  private mutating func conditional(_ start: Int, _ value: Int) -> Int {
    guard descend(1) else { return 0 }
    defer { depth -= 1 }
    advance()
    let test = operation(1)
    guard kind == .else else {
      fail("expected 'else' after 'if' expression")
      lexer.noteOperand(start)
      return 0
    }
    advance()
    let other = expression()
    let result = node(.conditional, start, [test, value, other])
    return result
  }

  private mutating func lambda(_ start: Int) -> Int {
    guard descend(3) else { return 0 }
    defer { depth -= 3 }
    if lexer.fieldDepth == lexer.depth {
      fail("f-string: lambda expressions are not allowed without parentheses")
    }
    advance()
    let parameters = parameters(until: .colon)
    expect(.colon, "':'")
    let body = expression()
    return node(.lambda, start, parameters, body)
  }

  /// `named_expression`
  mutating func namedExpression() -> Int {
    let start = here
    let target = expression()
    guard kind == .colonEqual, !hasFailed else { return target }
    return named(start, target)
  }

  private mutating func named(_ start: Int, _ target: Int) -> Int {
    guard nodes[target].kind == .name, !nodes[target].isParenthesized else {
      fail("cannot use an assignment expression with \(words(for: target))", at: target)
      return 0
    }
    nodes[target].detail = PythonContext.store.rawValue
    advance()
    let value = expression()
    return node(.namedExpression, start, target, value)
  }

  /// Everything between `or` and a primary, by precedence climbing; only operators that bind at
  /// least as tightly as `minimum`.
  mutating func operation(_ minimum: UInt8) -> Int {
    if isLone { return loneOperand() }
    guard descend(1) else { return 0 }
    defer { depth -= 1 }
    let start = here
    var left = operand(start, minimum)
    while true {
      let precedence = kind.precedence
      guard precedence >= minimum, precedence > 0 else { return left }
      switch precedence {
      case 1, 2: left = booleanOperation(start, left, precedence)
      case PythonParser.comparison:
        if kind == .not, minimum > PythonParser.comparison { return left }
        left = comparison(start, left)
      default:
        let operation = kind.operation ?? .add
        advance()
        let right = self.operation(precedence == 12 ? PythonParser.unary : precedence + 1)
        left = node(.binaryOperation, start, left, right, detail: operation.rawValue)
      }
      if hasFailed { return 0 }
    }
  }

  /// Whether the token is a whole operand, and what ends an expression stands right behind it: nearly
  /// every second one. A line's end ends it outside of brackets only.
  private var isLone: Bool {
    @inline(__always) mutating get {
      switch lexer.kind {
      case .name, .number, .string:
        switch lexer.bytes[lexer.end] {
        case 0x2C, 0x29, 0x5D, 0x7D: true
        case 0x0A: lexer.depth == 0
        default: false
        }
      default: false
      }
    }
  }

  @inline(__always)
  private mutating func loneOperand() -> Int {
    let (start, end) = (here, lexer.end)
    if kind == .name {
      let symbol = name()
      advance()
      return leaf(.name, start, end, symbol: symbol)
    }
    if kind == .number {
      advance()
      return leaf(.number, start, end)
    }
    let flags = stringFlags()
    advance()
    return leaf(.string, start, end, detail: flags.rawValue, payload: 1)
  }

  @inline(__always)
  private mutating func operand(_ start: Int, _ minimum: UInt8) -> Int {
    let operation: PythonOperator
    switch kind {
    case .minus: operation = .minus
    case .plus: operation = .plus
    case .tilde: operation = .invert
    case .not:
      guard minimum <= 3 else {
        fail("'not' must stand in parentheses after an operator")
        return 0
      }
      advance()
      let value = self.operation(3)
      return node(.unaryOperation, start, value, detail: PythonOperator.not.rawValue)
    default: return primary()
    }
    advance()
    let value = self.operation(PythonParser.unary)
    return node(.unaryOperation, start, value, detail: operation.rawValue)
  }

  private mutating func booleanOperation(_ start: Int, _ left: Int, _ precedence: UInt8) -> Int {
    let mark = scratch.count
    let operation = kind
    push(left)
    while kind == operation {
      advance()
      push(self.operation(precedence + 1))
    }
    return collect(
      .booleanOperation, start, since: mark,
      detail: (operation == .or ? PythonOperator.or : .and).rawValue)
  }

  private mutating func comparison(_ start: Int, _ left: Int) -> Int {
    let mark = scratch.count
    push(left)
    let first = UInt32(comparisonOperator().rawValue)
    push(operation(PythonParser.bitOr))
    var others: [UInt32] = []
    while kind.precedence == PythonParser.comparison, !hasFailed {
      others.append(UInt32(comparisonOperator().rawValue))
      push(operation(PythonParser.bitOr))
    }
    guard !hasFailed else { return 0 }
    let node = collect(.compare, start, since: mark)
    links.append(first)
    for operation in others { links.append(operation) }
    return node
  }

  private mutating func comparisonOperator() -> PythonOperator {
    let first = kind
    advance()
    if first == .not {
      expect(.in, "'in' after 'not'")
      return .notIn
    }
    if first == .is, take(.not) { return .isNot }
    return first.operation ?? .equal
  }

  // MARK: Lists of expressions

  /// `star_named_expression`: an element of a display or an argument.
  mutating func element() -> Int {
    kind == .star ? starred() : namedExpression()
  }

  mutating func starred() -> Int {
    let start = here
    advance()
    let value = operation(PythonParser.bitOr)
    return node(.starred, start, value)
  }

  private mutating func starredOrExpression() -> Int {
    kind == .star ? starred() : expression()
  }

  /// `star_expressions`: one, or a tuple without brackets.
  mutating func expressions() -> Int {
    let start = here
    let first = starredOrExpression()
    guard kind == .comma else { return first }
    let mark = scratch.count
    push(first)
    while take(.comma), kind.beginsExpression { push(starredOrExpression()) }
    return collect(.tuple, start, since: mark)
  }

  mutating func expressionsOrYield() -> Int {
    kind == .yield ? yield() : expressions()
  }

  mutating func yield() -> Int {
    let start = here
    advance()
    if take(.from) {
      let value = expression()
      return node(.yieldFrom, start, value)
    }
    guard kind.beginsExpression else { return node(.yieldExpression, start, 0) }
    let value = expressions()
    return node(.yieldExpression, start, value)
  }

  /// What a `for` assigns to: it ends before `in`.
  mutating func loopTargets() -> Int {
    let start = here
    let first = kind == .star ? starred() : operation(PythonParser.bitOr)
    var target = first
    if kind == .comma {
      let mark = scratch.count
      push(first)
      while take(.comma), kind.beginsExpression {
        push(kind == .star ? starred() : operation(PythonParser.bitOr))
      }
      target = collect(.tuple, start, since: mark)
    }
    assignable(target, .store)
    return target
  }
}
