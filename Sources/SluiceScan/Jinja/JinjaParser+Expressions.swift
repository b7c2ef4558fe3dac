extension JinjaParser {
  /// `a if b else c`, or without `if` where that would end a `for … if`.
  mutating func parseExpression(
    withConditional: Bool = true
  ) throws(JinjaError) -> JinjaNode.ID {
    try nested(weight: Self.expressionWeight) { parser throws(JinjaError) in
      var value = try parser.parseOr()
      guard withConditional else { return value }
      while parser.skip(word: "if") {
        let test = try parser.parseOr()
        let otherwise = parser.skip(word: "else") ? try parser.parseExpression() : nil
        value = try parser.add(
          .conditional(test: test, then: value, otherwise: otherwise),
          from: parser.start(of: value))
      }
      return value
    }
  }

  /// One expression, or several with commas between them.
  mutating func parseTuple(
    isTarget: Bool = false, withConditional: Bool = true, withNamespace: Bool = false,
    inParentheses: Bool = false
  ) throws(JinjaError) -> JinjaNode.ID {
    let start = current.range.lowerBound
    var items: [JinjaNode.ID] = []
    var isTuple = false
    while true {
      if isTupleEnd { break }
      items.append(
        isTarget
          ? try parsePrimary(withNamespace: withNamespace)
          : try parseExpression(withConditional: withConditional))
      guard skip(.comma) else { break }
      isTuple = true
    }
    if !isTuple {
      if let only = items.first { return only }
      guard inParentheses else { throw unexpected("an expression") }
    }
    return try add(.tuple(items), from: start)
  }

  /// Words end no tuple: Jinja names some that should, and never looks at them.
  private var isTupleEnd: Bool {
    switch current.kind {
    case .variableEnd, .blockEnd, .mark(.closeParenthesis): true
    case .data, .blockBegin, .variableBegin, .name, .string, .integer, .float, .mark, .end: false
    }
  }

  private mutating func parseOr() throws(JinjaError) -> JinjaNode.ID {
    var left = try parseAnd()
    while skip(word: "or") {
      left = try add(.binary(.or, left, parseAnd()), from: start(of: left))
    }
    return left
  }

  private mutating func parseAnd() throws(JinjaError) -> JinjaNode.ID {
    var left = try parseNot()
    while skip(word: "and") {
      left = try add(.binary(.and, left, parseNot()), from: start(of: left))
    }
    return left
  }

  private mutating func parseNot() throws(JinjaError) -> JinjaNode.ID {
    var starts: [Int] = []
    while isWord("not") {
      starts.append(current.range.lowerBound)
      advance()
    }
    var value = try parseComparison()
    for start in starts.reversed() { value = try add(.unary(.not, value), from: start) }
    return value
  }

  private mutating func parseComparison() throws(JinjaError) -> JinjaNode.ID {
    let first = try parseSum()
    var operands = [first]
    var operators: [JinjaNode.Comparison] = []
    while let sign = comparison {
      if sign == .notContained { advance() }
      advance()
      operators.append(sign)
      operands.append(try parseSum())
    }
    return operators.isEmpty
      ? first : try add(.comparison(operands, operators), from: start(of: first))
  }

  /// The operator of a comparison that begins here; `not in` takes two tokens, all others one.
  private var comparison: JinjaNode.Comparison? {
    switch current.kind {
    case .mark(.equal): .equal
    case .mark(.notEqual): .notEqual
    case .mark(.greater): .greater
    case .mark(.greaterOrEqual): .greaterOrEqual
    case .mark(.less): .less
    case .mark(.lessOrEqual): .lessOrEqual
    case .name where current.name == "in": .contained
    case .name where current.name == "not" && following.kind == .name && following.name == "in":
      .notContained
    default: nil
    }
  }

  private mutating func parseSum() throws(JinjaError) -> JinjaNode.ID {
    var left = try parseConcatenation()
    while isMark(.add) || isMark(.subtract) {
      let sign: JinjaNode.BinaryOperator = isMark(.add) ? .add : .subtract
      advance()
      left = try add(.binary(sign, left, parseConcatenation()), from: start(of: left))
    }
    return left
  }

  private mutating func parseConcatenation() throws(JinjaError) -> JinjaNode.ID {
    let first = try parseProduct()
    guard isMark(.tilde) else { return first }
    var parts = [first]
    while skip(.tilde) { parts.append(try parseProduct()) }
    return try add(.concatenation(parts), from: start(of: first))
  }

  private mutating func parseProduct() throws(JinjaError) -> JinjaNode.ID {
    var left = try parsePower()
    while true {
      let sign: JinjaNode.BinaryOperator
      switch current.kind {
      case .mark(.multiply): sign = .multiply
      case .mark(.divide): sign = .divide
      case .mark(.floorDivide): sign = .floorDivide
      case .mark(.remainder): sign = .remainder
      default: return left
      }
      advance()
      left = try add(.binary(sign, left, parsePower()), from: start(of: left))
    }
  }

  private mutating func parsePower() throws(JinjaError) -> JinjaNode.ID {
    var left = try parseUnary()
    while skip(.power) {
      left = try add(.binary(.power, left, parseUnary()), from: start(of: left))
    }
    return left
  }

  private mutating func parseUnary(withFilter: Bool = true) throws(JinjaError) -> JinjaNode.ID {
    var value: JinjaNode.ID
    if isMark(.subtract) || isMark(.add) {
      let sign = current
      advance()
      value = try nested(weight: Self.expressionWeight) { parser throws(JinjaError) in
        try parser.parseUnary(withFilter: false)
      }
      value = try add(
        .unary(sign.kind == .mark(.subtract) ? .negative : .positive, value),
        from: sign.range.lowerBound)
    } else {
      value = try parsePrimary()
    }
    value = try parsePostfix(value)
    return withFilter ? try parseFiltersAndTests(value) : value
  }

  /// A name, a literal, or an expression in brackets.
  mutating func parsePrimary(withNamespace: Bool = false) throws(JinjaError) -> JinjaNode.ID {
    let token = current
    switch token.kind {
    case .name: return try parseName(token, withNamespace: withNamespace)
    case .string: return try parseString()
    case .integer:
      advance()
      return try add(
        .constant(.integer(JinjaNumber.value(text[token.range]))), range: token.range)
    case .float:
      advance()
      return try add(
        .constant(.float(JinjaNumber.floatValue(text[token.range]))), range: token.range)
    case .mark(.openParenthesis):
      advance()
      let value = try parseTuple(inParentheses: true)
      try expect(.closeParenthesis, after: "behind the expression")
      return value
    case .mark(.openBracket): return try parseList(token)
    case .mark(.openBrace): return try parseDictionary(token)
    case .data, .blockBegin, .blockEnd, .variableBegin, .variableEnd, .mark, .end:
      throw unexpected("an expression")
    }
  }

  private mutating func parseName(
    _ token: JinjaToken, withNamespace: Bool
  ) throws(JinjaError) -> JinjaNode.ID {
    advance()
    switch token.name {
    case "true", "True": return try add(.constant(.boolean(true)), range: token.range)
    case "false", "False": return try add(.constant(.boolean(false)), range: token.range)
    case "none", "None": return try add(.constant(.none), range: token.range)
    default:
      guard withNamespace, skip(.dot) else {
        return try add(.name(token.name, .load), range: token.range)
      }
      let attribute = try expectName("the attribute's name")
      return try add(
        .namespaceReference(token.name, attribute: attribute.name), from: token.range.lowerBound)
    }
  }

  /// One string, or several beside each other that make one.
  private mutating func parseString() throws(JinjaError) -> JinjaNode.ID {
    let start = current.range.lowerBound
    var value = ""
    while current.kind == .string {
      let range = current.range
      value += JinjaString.value(of: text, range.lowerBound + 1..<range.upperBound - 1)
      advance()
    }
    return try add(.constant(.string(value)), from: start)
  }

  private mutating func parseList(_ token: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    var items: [JinjaNode.ID] = []
    while !isMark(.closeBracket) {
      if !items.isEmpty { try expect(.comma, after: "between the items") }
      if isMark(.closeBracket) { break }
      items.append(try parseExpression())
    }
    advance()
    return try add(.list(items), from: token.range.lowerBound)
  }

  private mutating func parseDictionary(_ token: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    var items: [JinjaNode.ID] = []
    while !isMark(.closeBrace) {
      if !items.isEmpty { try expect(.comma, after: "between the entries") }
      if isMark(.closeBrace) { break }
      items.append(try parseExpression())
      guard skip(.colon) else {
        let before = token.range.lowerBound - 1
        let isDoubled = before >= 0 && text[before] == UInt8(ascii: "{")
        throw unexpected(
          "':' behind the key",
          help: isDoubled ? "in an expression, write the name without '{{' and '}}'" : nil)
      }
      items.append(try parseExpression())
    }
    advance()
    return try add(.dictionary(items), from: token.range.lowerBound)
  }
}
