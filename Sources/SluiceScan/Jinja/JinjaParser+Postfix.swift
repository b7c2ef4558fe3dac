extension JinjaParser {
  /// Attributes, items and calls behind a value.
  mutating func parsePostfix(_ value: JinjaNode.ID) throws(JinjaError) -> JinjaNode.ID {
    var value = value
    while true {
      switch current.kind {
      case .mark(.dot): value = try parseAttribute(of: value)
      case .mark(.openBracket): value = try parseItem(of: value)
      case .mark(.openParenthesis):
        value = try add(.call(value, parseArguments()), from: start(of: value))
      default: return value
      }
    }
  }

  /// Filters, tests and calls behind a value, and its postfixes.
  mutating func parseFiltersAndTests(_ value: JinjaNode.ID) throws(JinjaError) -> JinjaNode.ID {
    var value = value
    while true {
      switch current.kind {
      case .mark(.pipe): value = try parseFilters(value)
      case .name where current.name == "is": value = try parseTest(value)
      case .mark(.openParenthesis):
        value = try add(.call(value, parseArguments()), from: start(of: value))
      default: return value
      }
    }
  }

  private mutating func parseAttribute(of value: JinjaNode.ID) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let token = current
    switch token.kind {
    case .name:
      advance()
      return try add(
        .attribute(of: value, name: token.name, nameRange: token.range), from: start(of: value))
    case .integer:
      advance()
      let key = try add(
        .constant(.integer(JinjaNumber.value(text[token.range]))), range: token.range)
      return try add(.item(of: value, key), from: start(of: value))
    default: throw unexpected("a name behind the dot")
    }
  }

  private mutating func parseItem(of value: JinjaNode.ID) throws(JinjaError) -> JinjaNode.ID {
    let open = current.range.lowerBound
    advance()
    var keys: [JinjaNode.ID] = []
    while !isMark(.closeBracket) {
      if !keys.isEmpty { try expect(.comma, after: "between the keys") }
      keys.append(try parseKey())
    }
    advance()
    let key = keys.count == 1 ? keys[0] : try add(.tuple(keys), from: open)
    return try add(.item(of: value, key), from: start(of: value))
  }

  /// An expression, or a slice.
  private mutating func parseKey() throws(JinjaError) -> JinjaNode.ID {
    let start = current.range.lowerBound
    var first: JinjaNode.ID?
    if !isMark(.colon) {
      let key = try parseExpression()
      guard isMark(.colon) else { return key }
      first = key
    }
    advance()
    let stop = !isMark(.colon) && !endsSlicePart ? try parseExpression() : nil
    let step = skip(.colon) && !endsSlicePart ? try parseExpression() : nil
    return try add(.slice(start: first, stop: stop, step: step), from: start)
  }

  private var endsSlicePart: Bool { isMark(.closeBracket) || isMark(.comma) }

  /// The current token opens the parentheses.
  mutating func parseArguments() throws(JinjaError) -> [JinjaNode.Argument] {
    let open = current.range
    try expect(.openParenthesis, after: "before the arguments")
    var arguments: [JinjaNode.Argument] = []
    var hasSequence = false
    var hasMapping = false
    var hasKeyword = false
    while !isMark(.closeParenthesis) {
      if !arguments.isEmpty {
        try expect(.comma, after: "between the arguments")
        if isMark(.closeParenthesis) { break }
      }
      let place = current.range
      let form: JinjaNode.Argument.Form
      var isAllowed = !hasMapping
      if skip(.multiply) {
        isAllowed = isAllowed && !hasSequence
        hasSequence = true
        form = .unpackedSequence
      } else if skip(.power) {
        hasMapping = true
        form = .unpackedMapping
      } else if current.kind == .name, following.kind == .mark(.assign) {
        hasKeyword = true
        form = .keyword(current.name)
        advance()
        advance()
      } else {
        isAllowed = isAllowed && !hasSequence && !hasKeyword
        form = .positional
      }
      guard isAllowed else {
        throw JinjaError(
          "this argument cannot stand behind the ones before it", at: place,
          help: "plain values come first, then 'name=value', '*' and '**'")
      }
      arguments.append(JinjaNode.Argument(form: form, value: try parseExpression()))
    }
    guard isMark(.closeParenthesis) else {
      throw JinjaError("this '(' is never closed", at: open)
    }
    advance()
    return arguments
  }

  /// One filter or more; `startsInline` where the first has no `|` before it. `nil` filters a block's
  /// text. The current token is `|` or the first name.
  mutating func parseFilters(
    _ value: JinjaNode.ID?, startsInline: Bool = false
  ) throws(JinjaError) -> JinjaNode.ID {
    let first = value.map { start(of: $0) } ?? current.range.lowerBound
    var value = value
    var isFirst = startsInline
    while true {
      if !isFirst {
        guard skip(.pipe) else { break }
      }
      isFirst = false
      let name = try parseDottedName("a filter's name")
      let arguments = isMark(.openParenthesis) ? try parseArguments() : []
      value = try add(.filter(value, name: name, arguments), from: first)
    }
    guard let value else { throw unexpected("a filter") }
    return value
  }

  private mutating func parseDottedName(_ what: String) throws(JinjaError) -> String {
    var name = try expectName(what).name
    while skip(.dot) { name += "." + (try expectName(what).name) }
    return name
  }

  /// The current token is `is`.
  private mutating func parseTest(_ value: JinjaNode.ID) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let isNegated = skip(word: "not")
    let name = try parseDottedName("a test's name")
    var arguments: [JinjaNode.Argument] = []
    if isMark(.openParenthesis) {
      arguments = try parseArguments()
    } else if startsTestArgument {
      if isWord("is") {
        throw JinjaError(
          "tests cannot be chained", at: current.range, help: "join them with 'and'")
      }
      let argument = try parsePostfix(parsePrimary())
      arguments = [JinjaNode.Argument(form: .positional, value: argument)]
    }
    let test = try add(.test(value, name: name, arguments), from: start(of: value))
    return isNegated ? try add(.unary(.not, test), from: start(of: value)) : test
  }

  private var startsTestArgument: Bool {
    switch current.kind {
    case .name: current.name != "else" && current.name != "or" && current.name != "and"
    case .string, .integer, .float, .mark(.openParenthesis), .mark(.openBracket),
      .mark(.openBrace):
      true
    case .data, .blockBegin, .blockEnd, .variableBegin, .variableEnd, .mark, .end: false
    }
  }
}
