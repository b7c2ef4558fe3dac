extension PythonParser {
  /// One string literal, or several in a row.
  mutating func strings() -> Int {
    let start = here
    let mark = scratch.count
    let nodeMark = nodes.count
    let flags = stringFlags()
    var count = 0
    var isFormatted = false
    var isTemplate = false
    var hasPlain = false
    if kind == .string {
      let end = lexer.end
      advance()
      let isAlone = kind != .string && kind != .fstringStart
      if hasFailed { return 0 }
      let first = leaf(.string, start, end, detail: flags.rawValue, payload: 1)
      // Nearly always.
      if isAlone { return first }
      push(first)
      count = 1
      hasPlain = true
    }
    while kind == .string || kind == .fstringStart {
      count += 1
      let isBytes = lexer.style.isBytes
      if isBytes != flags.contains(.bytes) {
        fail("cannot mix bytes and nonbytes literals")
        return 0
      }
      if kind == .string {
        hasPlain = true
        push(leaf(.string, here, lexer.end, detail: stringFlags().rawValue, payload: 1))
        advance()
      } else {
        isFormatted = true
        if lexer.style.isTemplate { isTemplate = true } else { hasPlain = true }
        formattedString()
      }
    }
    if isTemplate, hasPlain {
      fail("cannot mix template strings with other strings")
      return 0
    }
    guard !hasFailed else { return 0 }
    if isFormatted { return collect(.joinedString, start, since: mark, detail: isTemplate ? 1 : 0) }
    scratch.removeLast(max(0, scratch.count - mark))
    nodes.removeLast(max(0, nodes.count - nodeMark))
    return leaf(.string, start, lexer.previousEnd, detail: flags.rawValue, payload: count)
  }

  /// What is said before the quote of the string that is the current token.
  mutating func stringFlags() -> PythonStringFlags {
    var flags: PythonStringFlags = []
    if lexer.style.isBytes { flags.insert(.bytes) }
    if lexer.style.isRaw { flags.insert(.raw) }
    if kind == .string, lexer.bytes[here] == 0x75 { flags.insert(.unicodePrefix) }
    return flags
  }

  /// An f-string whose beginning is the current token: its parts are pushed.
  private mutating func formattedString() {
    let start = here
    let style = lexer.style
    guard descend(3) else { return }
    defer { depth -= 3 }
    let oldEnd = lexer.grammar == .python311 ? lexer.wholeStringEnd(style) : nil
    guard formattedParts(style, inFormat: 0, start) else { return }
    if lexer.grammar == .python311, oldEnd != lexer.position {
      return fail("f-string: Python 3.11 ends the string at its first quote")
    }
    lexer.finishString(at: lexer.position + (style.isTriple ? 3 : 1))
    advance()
  }

  /// Texts and fields up to the closing quote, or to the `}` of a format.
  private mutating func formattedParts(
    _ style: PythonLexer.StringStyle, inFormat level: Int, _ start: Int
  ) -> Bool {
    let inFormat = level > 0
    while true {
      let textStart = lexer.position
      let stop = lexer.formattedText(style, inFormat: inFormat, start: start)
      if lexer.position > textStart {
        let detail: UInt8 = (style.isRaw ? 1 : 0) | (inFormat ? 2 : 0)
        push(leaf(.stringText, textStart, lexer.position, detail: detail))
      }
      switch stop {
      case .failure: return false
      case .quote:
        if inFormat {
          lexer.fail("f-string: expected '}'", lexer.position..<lexer.position + 1)
          return false
        }
        return true
      case .rightBrace:
        if inFormat { return true }
        lexer.fail("f-string: single '}' is not allowed", lexer.position..<lexer.position + 1)
        return false
      case .leftBrace:
        field(style, start, level)
        if hasFailed { return false }
      }
    }
  }

  /// `{expression = !r :format}`; the lexer stands before `{` and is left behind `}`.
  /// `level` is the number of formats around it.
  private mutating func field(
    _ style: PythonLexer.StringStyle, _ stringStart: Int, _ level: Int
  ) {
    if lexer.grammar == .python311, level > 1 {
      return fail("f-string: expressions nested too deeply")
    }
    guard descend(3) else { return }
    defer { depth -= 3 }
    let start = lexer.position
    let outer = lexer.fieldDepth
    lexer.set(.leftBrace, from: start, length: 1)
    lexer.depth += 1
    lexer.fieldDepth = lexer.depth
    advance()
    if kind == .rightBrace || kind == .colon || kind == .exclamation || kind == .equal {
      return fail("f-string: expected an expression")
    }
    let value = fieldExpression()
    if lexer.grammar == .python311 { refuseBackslash(since: start) }
    var debugEnd = 0
    if kind == .equal {
      advance()
      debugEnd = lexer.start
    }
    var conversion: UInt8 = 0
    if kind == .exclamation {
      let mark = lexer.end
      advance()
      guard kind == .name, lexer.start == mark, lexer.end == mark + 1,
        [0x72, 0x73, 0x61].contains(lexer.bytes[mark])
      else {
        return fail("f-string: the conversion must be 'r', 's' or 'a'")
      }
      conversion = lexer.bytes[mark]
      advance()
      if lexer.grammar == .python311, lexer.start > mark + 1 {
        return fail("f-string: expected '}'")
      }
    }
    var format = 0
    if kind == .colon {
      let formatStart = lexer.position
      let mark = scratch.count
      guard formattedParts(style, inFormat: level + 1, stringStart) else { return }
      let end = lexer.position
      lexer.finishField(at: end + 1)
      format = collect(.joinedString, formatStart, since: mark)
      nodes[format].end = UInt32(truncatingIfNeeded: end)
    }
    guard kind == .rightBrace else { return fail("f-string: expected '}'") }
    lexer.fieldDepth = outer
    let made = node(.replacementField, start, value, format, detail: conversion, payload: debugEnd)
    nodes[made].end = UInt32(truncatingIfNeeded: lexer.end)
    links.append(UInt32(truncatingIfNeeded: stringStart))
    push(made)
  }

  private mutating func refuseBackslash(since start: Int) {
    for index in start..<max(start, lexer.start) where lexer.bytes[index] == 0x5C {
      return fail("f-string: Python 3.11 allows no backslash in a field")
    }
  }

  /// Before Python 3.12 a field could be a generator without parentheses.
  private mutating func fieldExpression() -> Int {
    let start = here
    let value = expressionsOrYield()
    if nodes[value].kind == .starred {
      fail("f-string: cannot use a starred expression here", at: value)
    }
    guard kind == .for || kind == .async, nodes[value].kind != .tuple else { return value }
    let mark = scratch.count
    push(value)
    comprehensions(value)
    return collect(.generator, start, since: mark)
  }
}
