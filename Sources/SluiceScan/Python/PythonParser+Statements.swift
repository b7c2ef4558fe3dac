extension PythonParser {
  /// The whole text. Answers the module's node.
  mutating func module() -> Int {
    let start = lexer.position
    let mark = scratch.count
    advance()
    while kind != .endOfFile { statement() }
    let module = collect(.module, start, since: mark)
    nodes[module].end = UInt32(truncatingIfNeeded: lexer.count)
    return module
  }

  /// A logical line, with the blocks below it: its nodes are pushed. Takes at least one token.
  mutating func statement() {
    let mark = mark()
    if let offset = lexer.misplacedDedent {
      report("unindent does not match any outer indentation level", offset..<offset)
      lexer.misplacedDedent = nil
    }
    if kind == .indent {
      unexpectedBlock(here)
    } else if descend(3) {
      logicalLine()
      depth -= 3
    }
    if hasFailed { recover(mark) }
  }

  private mutating func logicalLine() {
    let start = here
    switch kind {
    case .if: push(ifStatement(start))
    case .for: push(forStatement(start, isAsync: false))
    case .while: push(whileStatement(start))
    case .try: push(tryStatement(start))
    case .with: push(withStatement(start, isAsync: false))
    case .def: push(functionDefinition(start, decorators: 0, isAsync: false))
    case .class: push(classDefinition(start, decorators: 0))
    case .at: push(decorated())
    case .async: push(asyncStatement(start, decorators: 0))
    case .name where lexer.key == PythonSoftKeyword.match && matchStatement(): break
    case .newline: advance()
    case .percent where mode == .notebook, .exclamation where mode == .notebook,
      .question where mode == .notebook:
      magicLine(start)
    default: simpleLine()
    }
  }

  mutating func asyncStatement(_ start: Int, decorators: Int) -> Int {
    advance()
    switch kind {
    case .def: return functionDefinition(start, decorators: decorators, isAsync: true)
    case .for where decorators == 0: return forStatement(start, isAsync: true)
    case .with where decorators == 0: return withStatement(start, isAsync: true)
    default:
      fail("expected 'def', 'for' or 'with' after 'async'")
      return 0
    }
  }

  /// Simple statements between semicolons, and the line's end.
  mutating func simpleLine() {
    repeat {
      let made = simpleStatement()
      push(made)
      if hasFailed { return }
    } while take(.semicolon) && kind != .newline && kind != .endOfFile
    if kind == .newline {
      advance()
    } else if kind != .endOfFile {
      failAfterStatement()
    }
  }

  private mutating func failAfterStatement() {
    guard !hasFailed else { return }
    if let last = scratch.last, nodes[Int(last)].kind == .expressionStatement {
      let value = links[Int(nodes[Int(last)].firstLink)]
      let word = nodes[Int(value)]
      let text = lexer.bytes[word.range]
      if word.kind == .name, text.elementsEqual("print".utf8) || text.elementsEqual("exec".utf8) {
        let name = String(decoding: text, as: UTF8.self)
        return lexer.fail(
          "missing parentheses in call to '\(name)'", word.range, help: "write '\(name)(…)'")
      }
    }
    switch kind {
    case .colonEqual:
      fail("an assignment expression must stand in parentheses here")
    case .equal: fail("cannot assign here")
    case .indent: fail("unexpected indent")
    default: fail("invalid syntax: expected the end of the statement")
    }
  }

  /// `:` and the statements below it, or behind it on the line.
  mutating func block(_ owner: StaticString, _ ownerRange: Range<Int>) -> Int {
    if kind != .colon {
      if kind == .equal {
        fail("expected ':', not '='", help: "to compare, write '=='")
      } else {
        fail("expected ':'")
      }
      return 0
    }
    advance()
    let start = here
    let mark = scratch.count
    guard kind == .newline else {
      simpleLine()
      return collect(.block, start, since: mark)
    }
    advance()
    guard kind == .indent, !hasFailed else {
      if !hasFailed {
        report("expected an indented block after \(owner)", ownerRange)
      }
      return collect(.block, start, since: mark)
    }
    indentedStatements()
    return collect(.block, start, since: mark)
  }

  private mutating func indentedStatements() {
    advance()
    while kind != .dedent, kind != .endOfFile { statement() }
    if kind == .dedent { advance() }
  }

  /// A block that no line before it opens.
  private mutating func unexpectedBlock(_ start: Int) {
    // IPython takes a cell's common indentation away.
    if mode == .module || nodes.count > 1 { report("unexpected indent", start..<start) }
    guard descend(3) else { return }
    indentedStatements()
    depth -= 3
  }

  // MARK: Recovery

  /// Reports the failure, and goes to the next logical line that can begin a statement.
  private mutating func recover(_ mark: Mark) {
    guard let failure = lexer.failure else { return }
    forget(since: mark)
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
    skipLogicalLine()
    let end = lexer.previousEnd
    if kind == .newline { advance() }
    let children = scratch.count
    if kind == .indent, descend(3) {
      indentedStatements()
      depth -= 3
    }
    let node = collect(isQuestion ? .magic : .error, start, since: children)
    nodes[node].end = max(nodes[node].end, UInt32(truncatingIfNeeded: max(start, end)))
    push(node)
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
