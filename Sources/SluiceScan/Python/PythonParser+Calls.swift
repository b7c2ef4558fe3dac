extension PythonParser {
  mutating func call(_ start: Int, _ callee: Int) -> Int {
    guard descend(1) else { return 0 }
    defer { depth -= 1 }
    let mark = scratch.count
    push(callee)
    arguments()
    return collect(.call, start, since: mark)
  }

  /// `(argument, …)`, pushed one by one.
  mutating func arguments() {
    let opening = here
    advance()
    brackets += 1
    defer { brackets -= 1 }
    guard brackets <= 200 else { return fail("too many nested brackets") }
    var order = ArgumentOrder()
    var isFirst = true
    while kind != .rightParenthesis, !hasFailed {
      if argument(&order, opening, isFirst: isFirst) { break }
      isFirst = false
      guard take(.comma) else { break }
    }
    if order.misplaced != 0 { failMisplaced(order) }
    close(.rightParenthesis, ")", opening: opening)
    if let last = scratch.last, nodes[Int(last)].kind == .generator,
      nodes[Int(last)].payload == 1
    {
      nodes[Int(last)].end = UInt32(truncatingIfNeeded: lexer.previousEnd)
      nodes[Int(last)].payload = 0
    }
  }

  /// What has been seen of a call's arguments.
  private struct ArgumentOrder {
    /// 0 positional only so far, 1 after a keyword, 2 after `**mapping`.
    var phase = 0
    /// The first positional argument that comes too late, and what it comes behind.
    var misplaced = 0
    var before = 0
  }

  /// CPython reads on to the next argument that is out of order, or to the end, before it says so.
  private mutating func failMisplaced(_ order: ArgumentOrder) {
    let before = order.before == 1 ? "keyword argument" : "keyword argument unpacking"
    fail("positional argument follows \(before)", at: order.misplaced)
  }

  /// One argument. Answers whether it was a generator without brackets, which stands alone.
  private mutating func argument(_ order: inout ArgumentOrder, _ opening: Int, isFirst: Bool)
    -> Bool
  {
    let start = here
    switch kind {
    case .star:
      if order.phase == 2 {
        fail("iterable argument unpacking follows keyword argument unpacking")
      }
      advance()
      let value = expression()
      push(node(.starred, start, value))
      return false
    case .doubleStar:
      order.phase = 2
      advance()
      let value = expression()
      push(node(.keyword, start, value, detail: 1))
      return false
    default: break
    }
    let value = namedExpression()
    switch kind {
    case .equal:
      guard nodes[value].kind == .name, !nodes[value].isParenthesized, value == nodes.count - 1
      else {
        fail("expression cannot contain assignment", at: value, help: "to compare, write '=='")
        return false
      }
      order.phase = max(order.phase, 1)
      let symbol = nodes[value].symbol
      nodes.removeLast()
      advance()
      let argument = expression()
      push(node(.keyword, start, argument, symbol: symbol))
    case .for, .async:
      let mark = scratch.count
      push(value)
      comprehensions(value)
      guard isFirst, kind == .rightParenthesis else {
        if !hasFailed {
          lexer.fail(
            "a generator expression must stand in parentheses if it is not the only argument",
            start..<lexer.previousEnd)
        }
        return false
      }
      let generator = collect(.generator, opening, since: mark, payload: 1)
      push(generator)
      return true
    default:
      if order.phase > 0, !hasFailed {
        if order.misplaced != 0 {
          failMisplaced(order)
        } else {
          (order.misplaced, order.before, order.phase) = (value, order.phase, 0)
        }
      }
      push(value)
    }
    return false
  }

  mutating func subscripted(_ start: Int, _ value: Int) -> Int {
    guard descend(1) else { return 0 }
    defer { depth -= 1 }
    let opening = here
    advance()
    brackets += 1
    defer { brackets -= 1 }
    guard brackets <= 200 else {
      fail("too many nested brackets")
      return 0
    }
    let sliceStart = here
    let mark = scratch.count
    let first = slice()
    var slice = first
    if kind == .comma || nodes[first].kind == .starred {
      push(first)
      while take(.comma), kind.beginsExpression || kind == .colon { push(self.slice()) }
      slice = collect(.tuple, sliceStart, since: mark)
    }
    close(.rightBracket, "]", opening: opening)
    return node(.subscripted, start, value, slice)
  }

  private mutating func slice() -> Int {
    let start = here
    if kind == .star { return starredArgument() }
    let lower = kind == .colon ? 0 : namedExpression()
    guard kind == .colon else { return lower }
    advance()
    let upper = kind.beginsExpression && kind != .star ? expression() : 0
    var step = 0
    if take(.colon), kind.beginsExpression, kind != .star { step = expression() }
    return node(.slice, start, [lower, upper, step])
  }

  private mutating func starredArgument() -> Int {
    let start = here
    advance()
    let value = expression()
    return node(.starred, start, value)
  }
}
