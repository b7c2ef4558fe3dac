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
    let extent = extent()
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
    if hasFailed { recover(extent) }
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

  mutating func indentedStatements() {
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
}
