extension PythonParser {
  /// `await`, an atom, and the calls, subscripts and attributes behind it.
  mutating func primary() -> Int {
    let start = here
    let isAwaited = kind == .await
    if isAwaited { advance() }
    let valueStart = here
    var value = atom()
    while true {
      switch kind {
      case .dot: value = attribute(valueStart, value)
      case .leftParenthesis: value = call(valueStart, value)
      case .leftBracket: value = subscripted(valueStart, value)
      default:
        return isAwaited ? node(.awaitExpression, start, value) : value
      }
    }
  }

  @inline(__always)
  private mutating func attribute(_ start: Int, _ value: Int) -> Int {
    advance()
    let name = here
    let symbol = self.name()
    guard kind == .name else {
      fail(kind.isKeyword ? "a keyword cannot name an attribute" : "expected a name after '.'")
      return 0
    }
    advance()
    return node(.attribute, start, value, payload: name, symbol: symbol)
  }

  @inline(__always)
  private mutating func atom() -> Int {
    let start = here
    let end = lexer.end
    switch kind {
    case .name:
      let symbol = name()
      advance()
      return leaf(.name, start, end, symbol: symbol)
    case .number:
      advance()
      return leaf(.number, start, end)
    case .string, .fstringStart: return strings()
    case .true: return constant(.trueLiteral)
    case .false: return constant(.falseLiteral)
    case .none: return constant(.noneLiteral)
    case .ellipsis: return constant(.ellipsis)
    case .leftParenthesis, .leftBracket, .leftBrace: return bracketed()
    default:
      failExpression()
      return 0
    }
  }

  private mutating func constant(_ kind: PythonNodeKind) -> Int {
    let start = here
    let end = lexer.end
    advance()
    return leaf(kind, start, end)
  }

  /// Words for a token that begins no expression.
  private mutating func failExpression() {
    switch kind {
    case .newline, .endOfFile, .indent, .dedent: fail("expected an expression")
    case .rightParenthesis, .rightBracket, .rightBrace:
      if lexer.depth == 0, brackets == 0 {
        fail("this closing bracket has no opening one")
      } else {
        fail("expected an expression")
      }
    default:
      fail(kind.isKeyword ? "a keyword cannot stand here" : "invalid syntax")
    }
  }

  private mutating func bracketed() -> Int {
    guard descend(1) else { return 0 }
    guard brackets < 200 else {
      fail("too many nested brackets")
      return 0
    }
    brackets += 1
    let result: Int
    switch kind {
    case .leftParenthesis: result = parenthesized()
    case .leftBracket: result = listDisplay()
    default: result = braced()
    }
    brackets -= 1
    depth -= 1
    return result
  }

  private mutating func parenthesized() -> Int {
    let start = here
    advance()
    if take(.rightParenthesis) {
      let empty = leaf(.tuple, start, lexer.previousEnd)
      nodes[empty].isParenthesized = true
      return empty
    }
    let mark = scratch.count
    let first = kind == .yield ? yield() : element()
    switch kind {
    case .comma where nodes[first].kind != .yieldExpression || nodes[first].isParenthesized:
      push(first)
      while take(.comma), kind.beginsExpression { push(element()) }
      close(.rightParenthesis, ")", opening: start)
      let tuple = collect(.tuple, start, since: mark)
      nodes[tuple].isParenthesized = true
      return tuple
    case .for, .async:
      push(first)
      comprehensions(first)
      close(.rightParenthesis, ")", opening: start)
      let generator = collect(.generator, start, since: mark)
      nodes[generator].isParenthesized = true
      return generator
    default:
      if nodes[first].kind == .starred, kind == .rightParenthesis {
        fail("cannot use a starred expression here", at: first)
      }
      close(.rightParenthesis, ")", opening: start)
      nodes[first].isParenthesized = true
      return first
    }
  }

  private mutating func listDisplay() -> Int {
    let start = here
    let mark = scratch.count
    advance()
    if take(.rightBracket) { return leaf(.listDisplay, start, lexer.previousEnd) }
    let first = element()
    push(first)
    if kind == .for || kind == .async {
      comprehensions(first)
      close(.rightBracket, "]", opening: start)
      return collect(.listComprehension, start, since: mark)
    }
    while take(.comma), kind.beginsExpression { push(element()) }
    close(.rightBracket, "]", opening: start)
    return collect(.listDisplay, start, since: mark)
  }

  private mutating func braced() -> Int {
    let start = here
    let mark = scratch.count
    advance()
    if take(.rightBrace) { return leaf(.dictionary, start, lexer.previousEnd) }
    if kind == .doubleStar { return dictionary(start, mark) }
    let first = element()
    push(first)
    if kind == .colon { return dictionary(start, mark, key: first) }
    if kind == .for || kind == .async {
      comprehensions(first)
      close(.rightBrace, "}", opening: start)
      return collect(.setComprehension, start, since: mark)
    }
    while take(.comma), kind.beginsExpression { push(element()) }
    close(.rightBrace, "}", opening: start)
    return collect(.set, start, since: mark)
  }

  /// From the first pair on; `key` is there already and pushed.
  private mutating func dictionary(_ start: Int, _ mark: Int, key: Int? = nil) -> Int {
    if let key {
      let kind = nodes[key].kind
      if kind == .starred || (kind == .namedExpression && !nodes[key].isParenthesized) {
        fail("a dictionary's key cannot be \(words(for: key))", at: key)
      }
      advance()
      push(expression())
      if self.kind == .for || self.kind == .async {
        comprehensions(key)
        close(.rightBrace, "}", opening: start)
        return collect(.dictionaryComprehension, start, since: mark)
      }
    } else {
      mapping()
    }
    while take(.comma), kind.beginsExpression || kind == .doubleStar {
      if kind == .doubleStar {
        mapping()
      } else {
        let key = expression()
        push(key)
        // CPython points at the key, which may have begun on an earlier line.
        if kind != .colon { fail("expected ':' after a dictionary's key", at: key) }
        expect(.colon, "':' after a dictionary's key")
        push(expression())
      }
    }
    close(.rightBrace, "}", opening: start)
    return collect(.dictionary, start, since: mark)
  }

  private mutating func mapping() {
    advance()
    push(0)
    push(operation(PythonParser.bitOr))
  }

  /// `for … in … if …`, pushed one by one. `first` is the element.
  mutating func comprehensions(_ first: Int) {
    if nodes[first].kind == .starred {
      fail("iterable unpacking cannot be used in a comprehension", at: first)
    }
    while kind == .for || kind == .async, !hasFailed {
      let start = here
      let isAsync = take(.async)
      expect(.for, "'for'")
      let mark = scratch.count
      push(loopTargets())
      expect(.in, "'in'")
      push(operation(1))
      while take(.if) { push(operation(1)) }
      let made = collect(.comprehension, start, since: mark, detail: isAsync ? 1 : 0)
      push(made)
    }
  }
}
