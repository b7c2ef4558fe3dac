extension PythonParser {
  mutating func simpleStatement() -> Int {
    let start = here
    switch kind {
    case .return:
      advance()
      let value = kind.beginsExpression ? expressions() : 0
      return node(.returnStatement, start, value)
    case .import: return importStatement(start)
    case .from: return importFrom(start)
    case .pass: return word(.passStatement, start)
    case .break: return word(.breakStatement, start)
    case .continue: return word(.continueStatement, start)
    case .raise: return raiseStatement(start)
    case .assert: return assertStatement(start)
    case .del: return deleteStatement(start)
    case .global: return names(.globalStatement, start)
    case .nonlocal: return names(.nonlocalStatement, start)
    case .name where lexer.key == PythonSoftKeyword.type && lexer.grammar == .any:
      if let alias = typeAlias(start) { return alias }
      return expressionStatement(start)
    default: return expressionStatement(start)
    }
  }

  private mutating func word(_ kind: PythonNodeKind, _ start: Int) -> Int {
    advance()
    return leaf(kind, start, lexer.previousEnd)
  }

  private mutating func raiseStatement(_ start: Int) -> Int {
    advance()
    let exception = kind.beginsExpression ? expression() : 0
    let cause = exception != 0 && take(.from) ? expression() : 0
    return node(.raiseStatement, start, exception, cause)
  }

  private mutating func assertStatement(_ start: Int) -> Int {
    advance()
    let test = expression()
    let message = take(.comma) ? expression() : 0
    return node(.assertStatement, start, test, message)
  }

  private mutating func deleteStatement(_ start: Int) -> Int {
    advance()
    let mark = scratch.count
    repeat {
      let target = operation(PythonParser.bitOr)
      assignable(target, .delete)
      push(target)
    } while take(.comma) && kind.beginsExpression
    return collect(.deleteStatement, start, since: mark)
  }

  private mutating func names(_ kind: PythonNodeKind, _ start: Int) -> Int {
    let mark = scratch.count
    repeat {
      advance()
      push(identifier())
    } while self.kind == .comma
    return collect(kind, start, since: mark)
  }

  /// A name as a node of its own.
  mutating func identifier() -> Int {
    let start = here
    guard kind == .name else {
      fail("expected a name")
      return 0
    }
    let symbol = name()
    advance()
    return leaf(.identifier, start, lexer.previousEnd, symbol: symbol)
  }

  private mutating func typeAlias(_ start: Int) -> Int? {
    let mark = mark()
    advance()
    guard kind == .name else {
      reset(to: mark)
      return nil
    }
    let nameStart = here
    let symbol = self.name()
    advance()
    let name = leaf(
      .name, nameStart, lexer.previousEnd, detail: PythonContext.store.rawValue, symbol: symbol)
    guard kind == .equal || kind == .leftBracket else {
      reset(to: mark)
      return nil
    }
    let parameters = kind == .leftBracket ? typeParameters() : 0
    expect(.equal, "'='")
    let value = expression()
    return node(.typeAlias, start, [name, parameters, value])
  }

  // MARK: Assignments

  private mutating func expressionStatement(_ start: Int) -> Int {
    let first = expressionsOrYield()
    switch kind {
    case .equal: return assignment(start, first)
    case .colon: return annotated(start, first)
    default:
      guard kind.isAugmentedAssignment else { return node(.expressionStatement, start, first) }
      switch nodes[first].kind {
      case .name, .attribute, .subscripted: assignable(first, .store)
      default: fail("\(words(for: first)) cannot be a target of '+=' and the like", at: first)
      }
      let operation = kind.operation ?? .add
      advance()
      let value = expressionsOrYield()
      return node(.augmentedAssign, start, first, value, detail: operation.rawValue)
    }
  }

  private mutating func assignment(_ start: Int, _ first: Int) -> Int {
    let mark = scratch.count
    var last = first
    while kind == .equal {
      assignable(last, .store)
      push(last)
      advance()
      if mode == .notebook, kind == .exclamation || kind == .percent {
        return assignedMagic(start, mark)
      }
      last = expressionsOrYield()
    }
    push(last)
    return collect(.assign, start, since: mark)
  }

  /// `files = !ls` and `x = %time f()`: the value is IPython's.
  private mutating func assignedMagic(_ start: Int, _ mark: Int) -> Int {
    let valueStart = here
    var index = here
    while index < lexer.count, lexer.bytes[index] != 0x0A, lexer.bytes[index] != 0x0D { index += 1 }
    lexer.finishString(at: index)
    advance()
    push(leaf(.magic, valueStart, lexer.previousEnd))
    return collect(.assign, start, since: mark)
  }

  private mutating func annotated(_ start: Int, _ target: Int) -> Int {
    switch nodes[target].kind {
    case .name, .attribute, .subscripted: assignable(target, .store)
    case .tuple, .listDisplay: fail("only a single target can be annotated", at: target)
    default: fail("invalid syntax: unexpected ':'")
    }
    let isSimple = nodes[target].kind == .name && !nodes[target].isParenthesized
    advance()
    let annotation = expression()
    let value = take(.equal) ? expressionsOrYield() : 0
    return node(.annotatedAssign, start, [target, annotation, value], detail: isSimple ? 1 : 0)
  }

  // MARK: Imports

  private mutating func importStatement(_ start: Int) -> Int {
    let mark = scratch.count
    repeat {
      advance()
      let aliasStart = here
      let name = dottedName()
      push(alias(aliasStart, name))
    } while kind == .comma
    return collect(.importStatement, start, since: mark)
  }

  private mutating func alias(_ start: Int, _ name: Int) -> Int {
    var asName = 0
    if take(.as) {
      asName = here
      expect(.name, "a name after 'as'")
    }
    return named(node(.alias, start, name, payload: asName), at: asName)
  }

  private mutating func dottedName() -> Int {
    let start = here
    expectName("a module's name")
    while take(.dot) { expectName("a name after '.'") }
    return leaf(.dottedName, start, lexer.previousEnd)
  }

  private mutating func importFrom(_ start: Int) -> Int {
    let mark = scratch.count
    advance()
    var level = 0
    while kind == .dot || kind == .ellipsis {
      level += kind == .dot ? 1 : 3
      advance()
    }
    push(kind == .name || level == 0 ? dottedName() : 0)
    expect(.import, "'import'")
    if kind == .star {
      let starStart = here
      advance()
      let name = leaf(.dottedName, starStart, lexer.previousEnd)
      push(node(.alias, starStart, name))
      return collect(.importFrom, start, since: mark, payload: level)
    }
    let opening = here
    let isParenthesized = take(.leftParenthesis)
    repeat {
      if isParenthesized, kind == .rightParenthesis, scratch.count > mark + 1 { break }
      let aliasStart = here
      expectName("a name to import")
      let name = leaf(.dottedName, aliasStart, lexer.previousEnd)
      push(alias(aliasStart, name))
    } while take(.comma)
    if isParenthesized {
      close(.rightParenthesis, ")", opening: opening, holdsExpressions: false)
    } else if lexer.previousEnd > 0, lexer.bytes[lexer.previousEnd - 1] == 0x2C {
      fail("a trailing comma needs parentheses around the names")
    }
    return collect(.importFrom, start, since: mark, payload: level)
  }
}
