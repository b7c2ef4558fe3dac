extension PythonParser {
  /// `match` where it is a keyword; else nothing is taken.
  mutating func matchStatement() -> Bool {
    let start = here
    let back = mark()
    let openBrackets = brackets
    advance()
    guard kind.beginsExpression else {
      reset(to: back)
      return false
    }
    let subject = matchSubject()
    if kind == .colon, !hasFailed {
      advance()
      if kind == .newline {
        advance()
        if kind == .indent {
          push(cases(start, subject))
        } else {
          report("expected an indented block after a 'match' statement", start..<start + 5)
          push(node(.matchStatement, start, subject, 0))
        }
        return true
      }
    }
    if lexer.failure?.isFinal == true { return true }
    reset(to: back)
    brackets = openBrackets
    return false
  }

  private mutating func matchSubject() -> Int {
    let start = here
    let first = element()
    guard kind == .comma else { return first }
    let mark = scratch.count
    push(first)
    while take(.comma), kind.beginsExpression { push(element()) }
    return collect(.tuple, start, since: mark)
  }

  private mutating func cases(_ start: Int, _ subject: Int) -> Int {
    let mark = scratch.count
    advance()
    let listStart = here
    while kind != .dedent, kind != .endOfFile, !hasFailed {
      guard kind == .name, lexer.key == PythonSoftKeyword.caseWord else {
        fail("expected a 'case' block in the 'match' statement")
        return 0
      }
      push(matchCase())
    }
    if kind == .dedent { advance() }
    let list = collect(.list, listStart, since: mark)
    return node(.matchStatement, start, subject, list)
  }

  private mutating func matchCase() -> Int {
    let start = here
    advance()
    let pattern = openPattern()
    let guardExpression = take(.if) ? namedExpression() : 0
    let body = block("a 'case' statement", start..<start + 4)
    return node(.matchCase, start, [pattern, guardExpression, body])
  }

  /// A pattern, or a sequence of them without brackets.
  private mutating func openPattern() -> Int {
    let start = here
    let first = starPattern()
    guard kind == .comma else {
      if nodes[first].kind == .matchStar { fail("a starred pattern must stand in a sequence") }
      return first
    }
    let mark = scratch.count
    push(first)
    while take(.comma), kind != .colon, kind != .if, !hasFailed { push(starPattern()) }
    return collect(.matchSequence, start, since: mark)
  }

  private mutating func starPattern() -> Int {
    guard kind == .star else { return pattern() }
    let start = here
    advance()
    let name = lexer.key == PythonSoftKeyword.underscore ? 0 : here
    expect(.name, "a name after '*'")
    return named(leaf(.matchStar, start, lexer.previousEnd, payload: name), at: name)
  }

  /// Alternatives, perhaps with `as name`.
  private mutating func pattern() -> Int {
    guard descend(3) else { return 0 }
    defer { depth -= 3 }
    let start = here
    var made = closedPattern()
    if kind == .pipe {
      let mark = scratch.count
      push(made)
      while take(.pipe) { push(closedPattern()) }
      made = collect(.matchOr, start, since: mark)
    }
    guard take(.as) else { return made }
    let name = here
    if kind == .name, lexer.key == PythonSoftKeyword.underscore {
      fail("cannot use '_' as a target")
    }
    expect(.name, "a name after 'as'")
    return named(node(.matchAs, start, made, payload: name), at: name)
  }

  private mutating func closedPattern() -> Int {
    let start = here
    switch kind {
    case .name: return namePattern(start)
    case .number, .minus: return numberPattern(start)
    case .string, .fstringStart:
      let value = strings()
      if nodes[value].kind == .joinedString {
        fail("patterns may only match literals and attribute lookups", at: value)
      }
      return node(.matchValue, start, value)
    case .none: return singleton(start, 0)
    case .true: return singleton(start, 1)
    case .false: return singleton(start, 2)
    case .leftParenthesis: return sequencePattern(start, .rightParenthesis, ")")
    case .leftBracket: return sequencePattern(start, .rightBracket, "]")
    case .leftBrace: return mappingPattern(start)
    default:
      fail("expected a pattern")
      return 0
    }
  }

  private mutating func singleton(_ start: Int, _ detail: UInt8) -> Int {
    advance()
    return leaf(.matchSingleton, start, lexer.previousEnd, detail: detail)
  }

  private mutating func numberPattern(_ start: Int) -> Int {
    let value = literalNumber()
    return node(.matchValue, start, value)
  }

  /// `-1`, `1 + 2j`
  private mutating func literalNumber() -> Int {
    let start = here
    var left = signedNumber()
    if kind == .plus || kind == .minus {
      let operation: PythonOperator = kind == .plus ? .add : .subtract
      advance()
      let rightStart = here
      let rightEnd = lexer.end
      expect(.number, "an imaginary number")
      let right = leaf(.number, rightStart, rightEnd)
      if !hasFailed, rightEnd > 0, lexer.bytes[rightEnd - 1] | 0x20 != 0x6A {
        fail("imaginary number required in complex literal", at: right)
      }
      left = node(.binaryOperation, start, left, right, detail: operation.rawValue)
    }
    return left
  }

  private mutating func signedNumber() -> Int {
    let start = here
    let isNegative = take(.minus)
    let numberStart = here
    expect(.number, "a number")
    let number = leaf(.number, numberStart, lexer.previousEnd)
    guard isNegative else { return number }
    return node(.unaryOperation, start, number, detail: PythonOperator.minus.rawValue)
  }

  private mutating func namePattern(_ start: Int) -> Int {
    let isWildcard = lexer.key == PythonSoftKeyword.underscore
    advance()
    if kind != .dot, kind != .leftParenthesis {
      let name = isWildcard ? 0 : start
      return named(node(.matchAs, start, 0, payload: name), at: name)
    }
    let value = dottedValue(start)
    guard kind == .leftParenthesis else { return node(.matchValue, start, value) }
    return classPattern(start, value)
  }

  /// The names behind a name that was just taken.
  private mutating func dottedValue(_ start: Int) -> Int {
    var value = named(leaf(.name, start, lexer.previousEnd), at: start)
    while take(.dot) {
      let name = here
      expect(.name, "a name after '.'")
      value = named(node(.attribute, start, value, payload: name), at: name)
    }
    return value
  }

  private mutating func classPattern(_ start: Int, _ type: Int) -> Int {
    let opening = here
    let mark = scratch.count
    push(type)
    advance()
    var hasKeyword = false
    while kind != .rightParenthesis, !hasFailed {
      let partStart = here
      let part = pattern()
      if kind == .equal, nodes[part].kind == .matchAs, nodes[part].linkCount == 1,
        links[Int(nodes[part].firstLink)] == 0, part == nodes.count - 1
      {
        nodes.removeLast()
        links.removeLast()
        advance()
        let value = pattern()
        push(named(node(.keywordPattern, partStart, value), at: partStart))
        hasKeyword = true
      } else {
        if hasKeyword { fail("positional patterns follow keyword patterns", at: part) }
        push(part)
      }
      guard take(.comma) else { break }
    }
    close(.rightParenthesis, ")", opening: opening, holdsExpressions: false)
    return collect(.matchClass, start, since: mark)
  }

  private mutating func sequencePattern(
    _ start: Int, _ end: PythonToken, _ text: StaticString
  ) -> Int {
    guard descend(1) else { return 0 }
    defer { depth -= 1 }
    guard brackets < 200 else {
      fail("too many nested brackets")
      return 0
    }
    brackets += 1
    defer { brackets -= 1 }
    let mark = scratch.count
    advance()
    var isGroup = end == .rightParenthesis
    while kind != end, !hasFailed {
      push(starPattern())
      guard take(.comma) else { break }
      isGroup = false
    }
    close(end, text, opening: start, holdsExpressions: false)
    if isGroup, scratch.count == mark + 1, let only = scratch.last,
      nodes[Int(only)].kind != .matchStar
    {
      scratch.removeLast()
      return Int(only)
    }
    return collect(.matchSequence, start, since: mark)
  }

  private mutating func mappingPattern(_ start: Int) -> Int {
    guard descend(1) else { return 0 }
    defer { depth -= 1 }
    let mark = scratch.count
    var rest = 0
    advance()
    while kind != .rightBrace, !hasFailed {
      if take(.doubleStar) {
        rest = here
        if lexer.key == PythonSoftKeyword.underscore { fail("'**_' names nothing") }
        expect(.name, "a name after '**'")
        _ = take(.comma)
        break
      }
      push(mappingKey())
      expect(.colon, "':' after a mapping pattern's key")
      push(pattern())
      guard take(.comma) else { break }
    }
    close(.rightBrace, "}", opening: start, holdsExpressions: false)
    return named(collect(.matchMapping, start, since: mark, payload: rest), at: rest)
  }

  private mutating func mappingKey() -> Int {
    let start = here
    switch kind {
    case .number, .minus: return literalNumber()
    case .string, .fstringStart: return strings()
    case .none, .true, .false: return primary()
    case .name:
      advance()
      guard kind == .dot else {
        fail("a mapping pattern's key must be a literal or a dotted name")
        return 0
      }
      return dottedValue(start)
    default:
      fail("a mapping pattern's key must be a literal or a dotted name")
      return 0
    }
  }
}
