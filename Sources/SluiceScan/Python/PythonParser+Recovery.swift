extension PythonParser {
  /// Reports the failure, and goes to the next logical line that can begin a statement.
  mutating func recover(_ extent: Extent) {
    guard let failure = lexer.failure else { return }
    forget(since: extent)
    brackets = 0
    let start = lexer.lineStart
    let isQuestion = mode == .notebook && asksForHelp(failure)
    if !isQuestion, findings.count < PythonParser.maximumFindings { findings.append(failure) }
    if failure.isFinal {
      lexer.restart(at: lexer.count, atLineStart: false)
      lexer.next()
      if kind == .newline { advance() }
      return
    }
    lexer.restart(at: start, atLineStart: false)
    let definition = definitionHeader()
    lexer.restart(at: start, atLineStart: false)
    skipLogicalLine()
    let end = lexer.previousEnd
    if kind == .newline { advance() }
    let children = scratch.count
    if kind == .indent, descend(3) {
      indentedStatements()
      depth -= 3
    }
    if let definition { push(self.definition(definition, start, end, since: children)) }
    let node = collect(isQuestion ? .magic : .error, start, since: children)
    nodes[node].end = max(nodes[node].end, UInt32(truncatingIfNeeded: max(start, end)))
    push(node)
  }

  /// Which definition the broken line begins, and where its name is.
  private mutating func definitionHeader() -> (kind: PythonNodeKind, name: Int)? {
    lexer.next()
    if kind == .async { lexer.next() }
    let made: PythonNodeKind = kind == .class ? .classDef : .functionDef
    guard kind == .class || kind == .def else { return nil }
    lexer.next()
    return kind == .name ? (made, here) : nil
  }

  /// A definition whose header is broken, with the statements below it: the name is still there for
  /// others to find, and what is inside stays inside.
  private mutating func definition(
    _ header: (kind: PythonNodeKind, name: Int), _ start: Int, _ end: Int, since children: Int
  ) -> Int {
    let body = collect(.block, end, since: children)
    let parameters = header.kind == .functionDef ? leaf(.arguments, end, end) : 0
    let made =
      header.kind == .functionDef
      ? node(.functionDef, start, [0, 0, parameters, 0, body], payload: header.name)
      : node(.classDef, start, [0, 0, 0, body], payload: header.name)
    nodes[made].end = max(nodes[made].end, UInt32(truncatingIfNeeded: end))
    return named(made, at: header.name)
  }

  /// `name?` and `name??` at the end of a line are IPython's.
  private func asksForHelp(_ failure: PythonLexer.Failure) -> Bool {
    var index = failure.range.lowerBound
    guard index < lexer.count, lexer.bytes[index] == 0x3F else { return false }
    while lexer.bytes[index] == 0x3F || lexer.bytes[index] == 0x20 { index += 1 }
    let byte = lexer.bytes[index]
    return byte == 0x0A || byte == 0x0D || index >= lexer.count
  }

  private mutating func skipLogicalLine() {
    lexer.takesStringsWhole = true
    defer { lexer.takesStringsWhole = false }
    var isFirst = true
    let statementColumn = column(of: lexer.lineStart)
    while true {
      lexer.next()
      if let failure = lexer.failure {
        let isBehind = failure.range.upperBound > lexer.position
        let next =
          failure.isFinal ? lexer.count : isBehind ? failure.range.upperBound : lexer.position
        let depth = lexer.depth
        lexer.restart(
          at: max(next, min(lexer.count, failure.range.lowerBound + 1)), atLineStart: false)
        lexer.depth = depth
        isFirst = false
        continue
      }
      if kind == .newline || kind == .endOfFile { return }
      if lexer.crossedLine, !isFirst, beginsStatement(statementColumn) {
        lexer.restart(at: here - column(of: here), atLineStart: true)
        return
      }
      isFirst = false
    }
  }

  /// Whether the first token of a line within open brackets begins a statement after all: a word
  /// that no expression holds, or an assignment no deeper than the broken statement.
  private mutating func beginsStatement(_ statementColumn: Int) -> Bool {
    if kind.beginsStatementOnly { return true }
    guard kind == .name, column(of: here) <= statementColumn else { return false }
    let mark = lexer.mark()
    lexer.next()
    let isAssignment = kind == .equal || kind.isAugmentedAssignment
    lexer.reset(to: mark)
    return isAssignment
  }

  /// The number of blanks before `offset`, back to the line's begin or to something else.
  private func column(of offset: Int) -> Int {
    var line = offset
    while line > 0, lexer.bytes[line - 1] == 0x20 || lexer.bytes[line - 1] == 0x09 { line -= 1 }
    return offset - line
  }
}
