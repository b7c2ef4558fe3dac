extension PythonParser {
  /// `@decorator` lines and what they decorate.
  mutating func decorated() -> Int {
    let listStart = here
    let mark = scratch.count
    while take(.at) {
      push(namedExpression())
      expect(.newline, "the end of the line after a decorator")
    }
    let decorators = collect(.list, listStart, since: mark)
    let start = here
    switch kind {
    case .def: return functionDefinition(start, decorators: decorators, isAsync: false)
    case .class: return classDefinition(start, decorators: decorators)
    case .async: return asyncStatement(start, decorators: decorators)
    default:
      fail(
        kind == .indent ? "unexpected indent" : "expected a function or a class after a decorator")
      return 0
    }
  }

  mutating func functionDefinition(_ start: Int, decorators: Int, isAsync: Bool) -> Int {
    let word = here
    advance()
    let name = here
    expect(.name, "a function's name")
    let types = kind == .leftBracket ? typeParameters() : 0
    let opening = here
    expect(.leftParenthesis, "'('")
    let parameters = parameters(until: .rightParenthesis)
    if !hasFailed { close(.rightParenthesis, ")", opening: opening, holdsExpressions: false) }
    let result = take(.arrow) ? expressions() : 0
    let body = block("a function definition", word..<word + 3)
    let made = node(
      .functionDef, start, [decorators, types, parameters, result, body], detail: isAsync ? 1 : 0,
      payload: name)
    return named(made, at: name)
  }

  mutating func classDefinition(_ start: Int, decorators: Int) -> Int {
    advance()
    let name = here
    expect(.name, "a class's name")
    let types = kind == .leftBracket ? typeParameters() : 0
    var bases = 0
    if kind == .leftParenthesis {
      let opening = here
      let mark = scratch.count
      arguments()
      if scratch.count > mark, let only = scratch.last, nodes[Int(only)].kind == .generator,
        !nodes[Int(only)].isParenthesized
      {
        fail("a generator expression cannot be a base class", at: Int(only))
      }
      bases = collect(.list, opening, since: mark)
    }
    let body = block("a class definition", start..<start + 5)
    return named(
      node(.classDef, start, [decorators, types, bases, body], payload: name), at: name)
  }

  // MARK: Parameters

  /// The parameters of a function before `)`, or of a lambda before `:`.
  mutating func parameters(until end: PythonToken) -> Int {
    let start = here
    let mark = scratch.count
    var phase = PythonParameterKind.normal
    var hasDefault = false
    var hasSlash = false
    while kind != end, !hasFailed {
      switch kind {
      case .slash:
        guard !hasSlash, phase == .normal, scratch.count > mark else {
          fail("'/' must come once, behind a parameter and before '*'")
          break
        }
        hasSlash = true
        for index in mark..<scratch.count {
          nodes[Int(scratch[index])].detail = PythonParameterKind.positionalOnly.rawValue
        }
        advance()
      case .star:
        star(&phase, end)
      case .doubleStar:
        advance()
        push(parameter(.variadicKeyword, end))
        if kind == .equal { fail("a variadic keyword parameter cannot have a default value") }
        if take(.comma), kind != end { fail("no parameter can follow '**' parameters") }
      case .name:
        let made = parameter(phase, end)
        push(made)
        let isDefault = links[Int(nodes[made].firstLink) + 1] != 0
        if phase == .normal, hasDefault, !isDefault {
          fail("a parameter without a default follows one with a default", at: made)
        }
        if phase == .normal { hasDefault = hasDefault || isDefault }
      default: fail("expected a parameter's name")
      }
      guard !hasFailed, kind != end else { break }
      guard take(.comma) else {
        if end == .rightParenthesis, kind != .rightParenthesis {
          close(end, ")", opening: start - 1, holdsExpressions: false)
        }
        break
      }
    }
    return collect(.arguments, start, since: mark)
  }

  private mutating func star(_ phase: inout PythonParameterKind, _ end: PythonToken) {
    guard phase == .normal else { return fail("'*' may come only once") }
    phase = .keywordOnly
    advance()
    if kind == .comma {
      let mark = lexer.mark()
      advance()
      if kind != .name { return fail("a named parameter must follow a bare '*'") }
      lexer.reset(to: mark)
    } else if kind == .name {
      push(parameter(.variadicPositional, end))
      if kind == .equal { fail("a variadic parameter cannot have a default value") }
    } else {
      fail("a named parameter must follow a bare '*'")
    }
  }

  private mutating func parameter(_ kind: PythonParameterKind, _ end: PythonToken) -> Int {
    let start = here
    let symbol = name()
    expect(.name, "a parameter's name")
    let nameEnd = lexer.previousEnd
    var annotation = 0
    if end == .rightParenthesis, take(.colon) {
      annotation = kind == .variadicPositional && self.kind == .star ? starred() : expression()
    }
    let annotationEnd = lexer.previousEnd
    var value = 0
    if kind == .normal || kind == .keywordOnly, take(.equal) { value = expression() }
    let made = node(.parameter, start, annotation, value, detail: kind.rawValue, payload: nameEnd)
    nodes[made].end = UInt32(truncatingIfNeeded: annotationEnd)
    nodes[made].symbol = symbol
    return made
  }

  /// `[T: bound = default, *Ts, **P]`
  mutating func typeParameters() -> Int {
    failIfOld("type parameters")
    let opening = here
    let mark = scratch.count
    advance()
    repeat {
      if kind == .rightBracket, scratch.count > mark { break }
      push(typeParameter())
    } while take(.comma) && !hasFailed
    close(.rightBracket, "]", opening: opening, holdsExpressions: false)
    return collect(.list, opening, since: mark)
  }

  private mutating func typeParameter() -> Int {
    let start = here
    var made = PythonNodeKind.typeVariable
    if take(.star) {
      made = .typeVariableTuple
    } else if take(.doubleStar) {
      made = .parameterSpecification
    }
    let name = here
    expect(.name, "a type parameter's name")
    let bound = made == .typeVariable && take(.colon) ? expression() : 0
    var value = 0
    if take(.equal) {
      value = made == .typeVariableTuple && kind == .star ? starred() : expression()
    }
    return named(node(made, start, bound, value, payload: name), at: name)
  }
}
