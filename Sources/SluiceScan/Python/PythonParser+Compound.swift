extension PythonParser {
  /// `if` with its `elif`s, which nest in the tree but not in the call.
  mutating func ifStatement(_ start: Int) -> Int {
    let first = ifBranch()
    var branches: [(start: Int, test: Int, block: Int)] = []
    var other = 0
    while kind == .elif, !hasFailed { branches.append(ifBranch()) }
    if kind == .else { other = elseBlock() }
    for branch in branches.reversed() {
      let inner = node(.ifStatement, branch.start, [branch.test, branch.block, other])
      other = node(.block, branch.start, inner)
    }
    return node(.ifStatement, start, [first.test, first.block, other])
  }

  private mutating func ifBranch() -> (start: Int, test: Int, block: Int) {
    let start = here
    advance()
    let test = namedExpression()
    return (start, test, block("an 'if' statement", start..<start + 2))
  }

  private mutating func elseBlock() -> Int {
    let start = here
    advance()
    return block("an 'else' statement", start..<start + 4)
  }

  mutating func whileStatement(_ start: Int) -> Int {
    advance()
    let test = namedExpression()
    let body = block("a 'while' statement", start..<start + 5)
    let other = kind == .else ? elseBlock() : 0
    return node(.whileStatement, start, [test, body, other])
  }

  mutating func forStatement(_ start: Int, isAsync: Bool) -> Int {
    let word = here
    advance()
    let target = loopTargets()
    expect(.in, "'in'")
    let iterable = expressions()
    let body = block("a 'for' statement", word..<word + 3)
    let other = kind == .else ? elseBlock() : 0
    return node(.forStatement, start, [target, iterable, body, other], detail: isAsync ? 1 : 0)
  }

  // MARK: with

  mutating func withStatement(_ start: Int, isAsync: Bool) -> Int {
    let word = here
    advance()
    let itemsStart = here
    var items = kind == .leftParenthesis ? parenthesizedItems() : nil
    if items == nil {
      let mark = scratch.count
      repeat { push(withItem()) } while take(.comma)
      items = collect(.list, itemsStart, since: mark)
    }
    let body = block("a 'with' statement", word..<word + 4)
    return node(.withStatement, start, items ?? 0, body, detail: isAsync ? 1 : 0)
  }

  /// `(item, item as name,)` before `:`; `nil`, and nothing taken, if it is an expression instead.
  private mutating func parenthesizedItems() -> Int? {
    let back = mark()
    let start = here
    let mark = scratch.count
    advance()
    var hasOne = false
    while kind != .rightParenthesis, !hasFailed {
      push(withItem())
      hasOne = true
      guard take(.comma) else { break }
    }
    if kind == .rightParenthesis, hasOne, !hasFailed {
      advance()
      if kind == .colon, !hasFailed { return collect(.list, start, since: mark) }
    }
    if lexer.failure?.isFinal == true { return 0 }
    let openBrackets = brackets
    reset(to: back)
    brackets = openBrackets
    return nil
  }

  private mutating func withItem() -> Int {
    let start = here
    let context = expression()
    guard take(.as) else { return node(.withItem, start, context, 0) }
    let target = kind == .star ? starred() : operation(PythonParser.bitOr)
    assignable(target, .store)
    return node(.withItem, start, context, target)
  }

  // MARK: try

  mutating func tryStatement(_ start: Int) -> Int {
    advance()
    let body = block("a 'try' statement", start..<start + 3)
    let mark = scratch.count
    let handlersStart = here
    var isStar: Bool?
    while kind == .except, !hasFailed { push(exceptHandler(&isStar)) }
    let handlers = scratch.count > mark ? collect(.list, handlersStart, since: mark) : 0
    let other = kind == .else && handlers != 0 ? elseBlock() : 0
    var final = 0
    if kind == .finally {
      let word = here
      advance()
      final = block("a 'finally' statement", word..<word + 7)
    }
    if handlers == 0, final == 0, !hasFailed {
      report("expected an 'except' or 'finally' block", start..<start + 3)
    }
    return node(
      .tryStatement, start, [body, handlers, other, final], detail: isStar == true ? 1 : 0)
  }

  private mutating func exceptHandler(_ isStar: inout Bool?) -> Int {
    let start = here
    advance()
    let hasStar = take(.star)
    if let isStar, isStar != hasStar {
      fail("cannot have both 'except' and 'except*' on the same 'try'")
    }
    isStar = hasStar
    if hasStar, kind == .colon { fail("expected an exception type after 'except*'") }
    var type = 0
    var name = 0
    if kind != .colon {
      let typeStart = here
      type = expression()
      if kind == .comma {
        let mark = scratch.count
        push(type)
        while take(.comma), kind.beginsExpression { push(expression()) }
        type = collect(.tuple, typeStart, since: mark)
        if kind == .as || lexer.grammar == .python311 {
          fail("multiple exception types must be parenthesized", at: type)
        }
      }
      if take(.as) {
        name = here
        expect(.name, "a name after 'as'")
      }
    }
    let body = block("an 'except' statement", start..<start + 6)
    return named(node(.exceptHandler, start, type, body, payload: name), at: name)
  }
}
