extension JinjaParser {
  /// The statement whose tag is the current token; the closing mark of its last tag is left.
  /// `nil` where nothing is left of it.
  mutating func parseStatement() throws(JinjaError) -> JinjaNode.ID? {
    let tag = current
    guard tag.kind == .name else { throw unexpected("the name of a statement") }
    switch tag.name {
    case "for": return try parseLoop(tag)
    case "if": return try parseCondition(tag)
    case "set": return try parseSet(tag)
    case "block": return try parseBlock(tag)
    case "macro": return try parseMacro(tag)
    case "call": return try parseCallBlock(tag)
    case "filter": return try parseFilterBlock(tag)
    case "with": return try parseWith(tag)
    case "autoescape": return try parseAutoescape(tag)
    case "include": return try parseInclude(tag)
    case "import": return try parseImport(tag)
    case "from": return try parseFrom(tag)
    case "print": return try parsePrint(tag)
    case "extends":
      advance()
      return try add(.extends(parseExpression()), from: tag.range.lowerBound)
    case "raise":
      advance()
      return try add(.raise(parseExpression()), from: tag.range.lowerBound)
    default: throw unknownTag(tag)
    }
  }

  private mutating func parseLoop(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let target = try parseTarget()
    guard skip(word: "in") else { throw unexpected("'in'") }
    let over = try parseTuple(withConditional: false)
    var test: JinjaNode.ID?
    if skip(word: "if") { test = try parseExpression() }
    let isRecursive = skip(word: "recursive")
    let body = try parseStatements(tag: tag, ends: ["else", "endfor"])
    var otherwise: [JinjaNode.ID] = []
    let end = current
    advance()
    if end.name == "else" {
      otherwise = try parseStatements(tag: tag, ends: ["endfor"])
      advance()
    }
    return try add(
      .loop(
        target: target, over: over, test: test, body: body, otherwise: otherwise,
        isRecursive: isRecursive),
      from: tag.range.lowerBound)
  }

  private mutating func parseCondition(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    var arms: [JinjaNode.Arm] = []
    var otherwise: [JinjaNode.ID] = []
    advance()
    while true {
      let test = try parseTuple(withConditional: false)
      let body = try parseStatements(tag: tag, ends: ["elif", "else", "endif"])
      arms.append(JinjaNode.Arm(test: test, body: body))
      let end = current
      advance()
      if end.name == "elif" { continue }
      if end.name == "else" {
        otherwise = try parseStatements(tag: tag, ends: ["endif"])
        advance()
      }
      return try add(.condition(arms, otherwise: otherwise), from: tag.range.lowerBound)
    }
  }

  private mutating func parseSet(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let target = try parseTarget(withNamespace: true)
    if skip(.assign) {
      return try add(.set(target: target, value: parseTuple()), from: tag.range.lowerBound)
    }
    let filter = isMark(.pipe) ? try parseFilters(nil) : nil
    let body = try parseStatements(tag: tag, ends: ["endset"])
    advance()
    return try add(
      .setBlock(target: target, filter: filter, body: body), from: tag.range.lowerBound)
  }

  private mutating func parseBlock(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let name = try expectName("the block's name")
    let isScoped = skip(word: "scoped")
    let isRequired = skip(word: "required")
    if isMark(.subtract) {
      throw JinjaError(
        "a block's name cannot hold a hyphen", at: current.range, help: "use an underscore")
    }
    let body = try parseStatements(tag: tag, ends: ["endblock"])
    advance()
    if isRequired, let other = body.first(where: { !isBlankText($0) }) {
      throw JinjaError(
        "a required block can hold only comments and blanks",
        at: nodes[other.index].range)
    }
    _ = skip(word: name.name)
    return try add(
      .block(name: name.name, body: body, isScoped: isScoped, isRequired: isRequired),
      from: tag.range.lowerBound)
  }

  private func isBlankText(_ id: JinjaNode.ID) -> Bool {
    guard case .text = nodes[id.index].kind else { return false }
    return text[nodes[id.index].range].allSatisfy { isJinjaBlank(Unicode.Scalar($0)) }
  }

  private mutating func parseMacro(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let name = try expectName("the macro's name")
    try refuseConstant(name)
    let (parameters, defaults) = try parseSignature()
    let body = try parseStatements(tag: tag, ends: ["endmacro"])
    advance()
    return try add(
      .macro(name: name.name, parameters: parameters, defaults: defaults, body: body),
      from: tag.range.lowerBound)
  }

  private mutating func parseSignature() throws(JinjaError) -> ([JinjaNode.ID], [JinjaNode.ID]) {
    try expect(.openParenthesis, after: "before the parameters")
    var parameters: [JinjaNode.ID] = []
    var defaults: [JinjaNode.ID] = []
    while !isMark(.closeParenthesis) {
      if !parameters.isEmpty { try expect(.comma, after: "between parameters") }
      let name = try expectName("a parameter's name")
      try refuseConstant(name)
      if skip(.assign) {
        defaults.append(try parseExpression())
      } else if !defaults.isEmpty {
        throw JinjaError("a parameter without a default follows one with it", at: name.range)
      }
      parameters.append(try add(.name(name.name, .parameter), range: name.range))
    }
    advance()
    return (parameters, defaults)
  }

  private mutating func parseCallBlock(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    var parameters: [JinjaNode.ID] = []
    var defaults: [JinjaNode.ID] = []
    if isMark(.openParenthesis) { (parameters, defaults) = try parseSignature() }
    let call = try parseExpression()
    guard case .call = nodes[call.index].kind else {
      throw JinjaError(
        "'call' needs a call", at: nodes[call.index].range, help: "write '{% call name() %}'")
    }
    let body = try parseStatements(tag: tag, ends: ["endcall"])
    advance()
    return try add(
      .callBlock(call: call, parameters: parameters, defaults: defaults, body: body),
      from: tag.range.lowerBound)
  }

  private mutating func parseFilterBlock(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let filter = try parseFilters(nil, startsInline: true)
    let body = try parseStatements(tag: tag, ends: ["endfilter"])
    advance()
    return try add(.filterBlock(filter: filter, body: body), from: tag.range.lowerBound)
  }

  private mutating func parseWith(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    var targets: [JinjaNode.ID] = []
    var values: [JinjaNode.ID] = []
    while current.kind != .blockEnd {
      if !targets.isEmpty { try expect(.comma, after: "between the values") }
      let target = try parseTarget()
      setAccess(.parameter, of: target)
      targets.append(target)
      try expect(.assign, after: "behind the name")
      values.append(try parseExpression())
    }
    let body = try parseStatements(tag: tag, ends: ["endwith"])
    advance()
    return try add(
      .with(targets: targets, values: values, body: body), from: tag.range.lowerBound)
  }

  private mutating func parseAutoescape(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let option = try parseExpression()
    let body = try parseStatements(tag: tag, ends: ["endautoescape"])
    advance()
    return try add(.autoescape(option, body: body), from: tag.range.lowerBound)
  }

  private mutating func parseInclude(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let template = try parseExpression()
    let ignoresMissing =
      isWord("ignore") && following.kind == .name && following.name == "missing"
    if ignoresMissing {
      advance()
      advance()
    }
    let withContext = skipContext() ?? true
    return try add(
      .include(template, ignoresMissing: ignoresMissing, withContext: withContext),
      from: tag.range.lowerBound)
  }

  private mutating func parseImport(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let template = try parseExpression()
    guard skip(word: "as") else { throw unexpected("'as' and a name") }
    let alias = try expectName("a name")
    try refuseConstant(alias)
    let withContext = skipContext() ?? false
    return try add(
      .importTemplate(template, alias: alias.name, withContext: withContext),
      from: tag.range.lowerBound)
  }

  private mutating func parseFrom(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    let template = try parseExpression()
    guard skip(word: "import") else { throw unexpected("'import'") }
    var names: [JinjaNode.ImportedName] = []
    var context: Bool?
    while true {
      if !names.isEmpty { try expect(.comma, after: "between the names") }
      context = skipContext()
      if context != nil { break }
      let name = try expectName("a name to import")
      try refuseConstant(name)
      guard !name.name.hasPrefix("_") else {
        throw JinjaError("a name that begins with '_' cannot be imported", at: name.range)
      }
      var alias = name
      if skip(word: "as") {
        alias = try expectName("a name")
        try refuseConstant(alias)
      }
      names.append(JinjaNode.ImportedName(name: name.name, alias: alias.name))
      context = skipContext()
      if context != nil || !isMark(.comma) { break }
    }
    return try add(
      .importNames(template, names, withContext: context ?? false), from: tag.range.lowerBound)
  }

  /// `with context` is true, `without context` is false; `nil` where neither stands here.
  private mutating func skipContext() -> Bool? {
    guard isWord("with") || isWord("without"), following.kind == .name,
      following.name == "context"
    else { return nil }
    let withContext = isWord("with")
    advance()
    advance()
    return withContext
  }

  private mutating func parsePrint(_ tag: JinjaToken) throws(JinjaError) -> JinjaNode.ID {
    advance()
    var values: [JinjaNode.ID] = []
    while current.kind != .blockEnd {
      if !values.isEmpty { try expect(.comma, after: "between the values") }
      values.append(try parseExpression())
    }
    return try add(.output(values), from: tag.range.lowerBound)
  }

  // MARK: Targets

  /// What `set`, `for` and `with` write to: a name, names, or `namespace.attribute`.
  private mutating func parseTarget(
    withNamespace: Bool = false
  ) throws(JinjaError) -> JinjaNode.ID {
    let target = try parseTuple(isTarget: true, withNamespace: withNamespace)
    setAccess(.store, of: target)
    try refuseUnassignable(target)
    return target
  }

  private func refuseUnassignable(_ id: JinjaNode.ID) throws(JinjaError) {
    let node = nodes[id.index]
    switch node.kind {
    case .tuple(let items): for item in items { try refuseUnassignable(item) }
    case .namespaceReference: break
    case .name(let name, _) where !isConstantName(name): break
    default:
      throw JinjaError(
        "'\(text[node.range].asText)' cannot be assigned to", at: node.range)
    }
  }

  /// Names that are values of their own cannot be declared.
  private func refuseConstant(_ token: JinjaToken) throws(JinjaError) {
    if isConstantName(token.name) {
      throw JinjaError("'\(token.name)' cannot be assigned to", at: token.range)
    }
  }
}

/// `Name.can_assign` refuses these; `True`, `False` and `None` as targets become constants before.
private func isConstantName(_ name: String) -> Bool {
  switch name {
  case "true", "false", "none", "True", "False", "None": true
  default: false
  }
}
