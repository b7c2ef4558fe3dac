import SluiceCore

/// Turns tokens into nodes, as `jinja2.parser` does. Recursive, with a bound on its depth; errors
/// are thrown inside only, `parseTemplate` keeps the first.
struct JinjaParser {
  /// Deeper trees are refused; the compiler of Jinja ends at about 330, with a recursion error.
  static let depthLimit = 340
  /// How many statements may stand inside one another: fewer than the 244 that Jinja bears, so that
  /// a small stack is enough. An expression in brackets weighs as much as `expressionWeight`
  /// statements; Jinja bears 69 of them.
  static let nestingLimit = Limit.templateDepth.value
  static let expressionWeight = 2

  let text: [UInt8]
  private let tokens: [JinjaToken]
  private let lexerFailure: JinjaError?
  private var position = 0
  private(set) var nodes: [JinjaNode] = []
  private(set) var error: JinjaError?
  private var nesting = 0
  /// Statements that are open, outermost first: their tag, its place, and what may end it.
  private var openTags: [OpenTag] = []

  struct OpenTag {
    var name: String
    var range: Range<Int>
    var ends: [String]
  }

  init(_ text: [UInt8], delimiters: JinjaDelimiters) {
    var lexer = JinjaLexer(text, delimiters: delimiters)
    lexer.run()
    self.text = text
    tokens = lexer.tokens
    lexerFailure = lexer.failure
  }

  // MARK: Tokens

  /// The token to read next; at the end, the `end` token again and again.
  var current: JinjaToken { tokens[min(position, tokens.count - 1)] }
  var following: JinjaToken { tokens[min(position + 1, tokens.count - 1)] }
  /// The offset behind the token that was read last.
  var lastEnd: Int { position > 0 ? tokens[min(position, tokens.count) - 1].range.upperBound : 0 }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  func isMark(_ mark: JinjaMark) -> Bool { current.kind == .mark(mark) }
  func isWord(_ word: String) -> Bool { current.kind == .name && current.name == word }

  mutating func skip(_ mark: JinjaMark) -> Bool {
    guard isMark(mark) else { return false }
    advance()
    return true
  }

  mutating func skip(word: String) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ mark: JinjaMark, after what: String) throws(JinjaError) {
    guard skip(mark) else { throw unexpected("'\(mark.rawValue)' \(what)") }
  }

  mutating func expectName(_ what: String) throws(JinjaError) -> JinjaToken {
    let token = current
    guard token.kind == .name else { throw unexpected(what) }
    advance()
    return token
  }

  /// The current token where `expected` should stand. A mistake of the lexer comes first.
  func unexpected(_ expected: String, help: String? = nil) -> JinjaError {
    if current.kind == .end, let lexerFailure { return lexerFailure }
    return JinjaError(
      "expected \(expected), found \(describe(current))", at: place(of: current), help: help)
  }

  /// The token's range; at the end of the text, the last token's, so that there is something to see.
  func place(of token: JinjaToken) -> Range<Int> {
    guard token.kind == .end, tokens.count > 1 else { return token.range }
    return tokens[tokens.count - 2].range
  }

  func describe(_ token: JinjaToken) -> String {
    switch token.kind {
    case .data: "text"
    case .end: "the end of the file"
    case .blockBegin, .blockEnd, .variableBegin, .variableEnd, .string, .integer, .float, .name,
      .mark:
      quote(token.range)
    }
  }

  /// The text itself, if it is short enough to be read.
  private func quote(_ range: Range<Int>) -> String {
    let end = min(range.upperBound, range.lowerBound + 40)
    let shown = text[range.lowerBound..<end].asText
    return "'\(shown)\(end < range.upperBound ? "…" : "")'"
  }

  // MARK: Nodes

  mutating func add(_ kind: JinjaNode.Kind, from start: Int) throws(JinjaError) -> JinjaNode.ID {
    try add(kind, range: start..<max(start, lastEnd))
  }

  mutating func add(
    _ kind: JinjaNode.Kind, range: Range<Int>
  ) throws(JinjaError) -> JinjaNode.ID {
    var depth = 1
    for child in kind.children { depth = max(depth, nodes[child.index].depth + 1) }
    guard depth <= Self.depthLimit else { throw tooDeep(range) }
    nodes.append(JinjaNode(kind: kind, range: range, depth: depth))
    return JinjaNode.ID(index: nodes.count - 1)
  }

  func start(of id: JinjaNode.ID) -> Int { nodes[id.index].range.lowerBound }

  mutating func setAccess(_ access: JinjaNode.Access, of id: JinjaNode.ID) {
    switch nodes[id.index].kind {
    case .name(let name, _): nodes[id.index].kind = .name(name, access)
    case .tuple(let items): for item in items { setAccess(access, of: item) }
    default: break
    }
  }

  mutating func nested<Value>(
    weight: Int = 1, _ body: (inout JinjaParser) throws(JinjaError) -> Value
  ) throws(JinjaError) -> Value {
    guard nesting < Self.nestingLimit else { throw tooDeep(place(of: current)) }
    nesting += weight
    defer { nesting -= weight }
    return try body(&self)
  }

  private func tooDeep(_ range: Range<Int>) -> JinjaError {
    JinjaError(
      "this is nested too deeply (limit '\(Limit.templateDepth.name)')",
      at: range.lowerBound..<range.lowerBound + 1)
  }

  // MARK: The template

  mutating func parseTemplate() -> [JinjaNode.ID] {
    var body: [JinjaNode.ID] = []
    do throws(JinjaError) {
      try parseBody(ends: [], into: &body)
      error = lexerFailure
    } catch {
      self.error = error
    }
    return body
  }

  /// Statements and text up to a tag of `ends`, which becomes the current token; with no `ends`, up
  /// to the end of the template.
  mutating func parseBody(
    ends: [String], into body: inout [JinjaNode.ID]
  ) throws(JinjaError) {
    while true {
      let token = current
      switch token.kind {
      case .data:
        advance()
        body.append(try add(.text, range: token.range))
      case .variableBegin:
        advance()
        let value = try parseTuple()
        guard current.kind == .variableEnd else { throw endOfCode("the end of this expression") }
        advance()
        body.append(try add(.output([value]), from: token.range.lowerBound))
      case .blockBegin:
        advance()
        if current.kind == .name, ends.contains(current.name) { return }
        let statement = try nested { parser throws(JinjaError) in try parser.parseStatement() }
        body.append(contentsOf: statement.map { [$0] } ?? [])
        guard current.kind == .blockEnd else { throw endOfCode("the end of this tag") }
        advance()
      case .end:
        if let lexerFailure { throw lexerFailure }
        guard let open = openTags.last else { return }
        throw JinjaError(
          "'\(open.name)' is never closed", at: open.range,
          help: "end it with '{% \(open.ends.last ?? "end" + open.name) %}'")
      case .blockEnd, .variableEnd, .name, .string, .integer, .float, .mark:
        throw unexpected("text")
      }
    }
  }

  private func endOfCode(_ what: String) -> JinjaError {
    if current.kind == .end { return unexpected(what) }
    let help: String? =
      switch current.kind {
      case .mark(.assign): "use '==' to compare; values are set with '{% set name = value %}'"
      case .name, .string, .integer, .float: "an operator, a comma or the end is missing before it"
      default: nil
      }
    return unexpected(what, help: help)
  }

  /// The body of the tag whose first line was read, up to one of `ends`.
  mutating func parseStatements(
    tag: JinjaToken, ends: [String]
  ) throws(JinjaError) -> [JinjaNode.ID] {
    _ = skip(.colon)
    guard current.kind == .blockEnd else { throw endOfCode("the end of this tag") }
    advance()
    openTags.append(OpenTag(name: tag.name, range: tag.range, ends: ends))
    defer { openTags.removeLast() }
    var body: [JinjaNode.ID] = []
    try parseBody(ends: ends, into: &body)
    return body
  }

  /// What to say about a tag that no statement begins with.
  func unknownTag(_ token: JinjaToken) -> JinjaError {
    guard let open = openTags.last else {
      let opener = token.name.hasPrefix("end") ? String(token.name.dropFirst(3)) : ""
      if !opener.isEmpty || token.name == "else" || token.name == "elif" {
        return JinjaError("'\(token.name)' closes nothing", at: token.range)
      }
      return JinjaError(
        "there is no statement '\(token.name)'", at: token.range,
        help: jinjaStatement(near: token.name).map { "did you mean '\($0)'?" })
    }
    let isEnd = token.name.hasPrefix("end") || token.name == "else" || token.name == "elif"
    guard isEnd else {
      return JinjaError(
        "there is no statement '\(token.name)'", at: token.range,
        help: jinjaStatement(near: token.name).map { "did you mean '\($0)'?" })
    }
    return JinjaError(
      "'\(token.name)' cannot end '\(open.name)'", at: token.range,
      help: open.ends.last.map { "'{% \($0) %}' is missing before it" }, opener: open.range)
  }
}
