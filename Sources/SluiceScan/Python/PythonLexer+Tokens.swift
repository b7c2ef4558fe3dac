extension PythonLexer {
  /// The token that begins with `byte` at `position`.
  mutating func token(_ byte: UInt8) {
    let start = position
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x80...0xFF: word(from: start)
    case 0x30...0x39: number(from: start)
    case 0x22, 0x27: string(from: start, quoteAt: start, StringStyle())
    case 0x28: open(.leftParenthesis, start)
    case 0x5B: open(.leftBracket, start)
    case 0x7B: open(.leftBrace, start)
    case 0x29: close(.rightParenthesis, start)
    case 0x5D: close(.rightBracket, start)
    case 0x7D: close(.rightBrace, start)
    case 0x2C: set(.comma, from: start, length: 1)
    case 0x3B: set(.semicolon, from: start, length: 1)
    case 0x3A:
      if bytes[start + 1] == 0x3D, depth != fieldDepth {
        set(.colonEqual, from: start, length: 2)
      } else {
        set(.colon, from: start, length: 1)
      }
    case 0x2E:
      if bytes[start + 1] >= 0x30, bytes[start + 1] <= 0x39 {
        number(from: start)
      } else if bytes[start + 1] == 0x2E, bytes[start + 2] == 0x2E {
        set(.ellipsis, from: start, length: 3)
      } else {
        set(.dot, from: start, length: 1)
      }
    case 0x3D: assignable(.equal, .equalEqual, start)
    case 0x2B: assignable(.plus, .plusEqual, start)
    case 0x25: assignable(.percent, .percentEqual, start)
    case 0x26: assignable(.ampersand, .ampersandEqual, start)
    case 0x7C: assignable(.pipe, .pipeEqual, start)
    case 0x5E: assignable(.caret, .caretEqual, start)
    case 0x40: assignable(.at, .atEqual, start)
    case 0x2D:
      if bytes[start + 1] == 0x3E {
        set(.arrow, from: start, length: 2)
      } else {
        assignable(.minus, .minusEqual, start)
      }
    case 0x2A:
      doubled(start, 0x2A, .star, .starEqual, .doubleStar, .doubleStarEqual)
    case 0x2F:
      doubled(start, 0x2F, .slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
    case 0x3C:
      if bytes[start + 1] == 0x3E {
        set(.error, from: start, length: 2)
        fail("'<>' is not an operator of Python 3", start..<start + 2, help: "write '!='")
      } else {
        doubled(start, 0x3C, .less, .lessEqual, .leftShift, .leftShiftEqual)
      }
    case 0x3E:
      doubled(start, 0x3E, .greater, .greaterEqual, .rightShift, .rightShiftEqual)
    case 0x21:
      if bytes[start + 1] == 0x3D {
        set(.notEqual, from: start, length: 2)
      } else {
        set(.exclamation, from: start, length: 1)
      }
    case 0x7E: set(.tilde, from: start, length: 1)
    case 0x3F: set(.question, from: start, length: 1)
    case 0:
      set(.error, from: start, length: 1)
      fail("source code cannot contain null bytes", start..<start + 1)
    default:
      set(.error, from: start, length: 1)
      fail("invalid character", start..<start + 1)
    }
  }

  private mutating func open(_ kind: PythonToken, _ start: Int) {
    set(kind, from: start, length: 1)
    depth += 1
  }

  private mutating func close(_ kind: PythonToken, _ start: Int) {
    set(kind, from: start, length: 1)
    if depth > 0 { depth -= 1 }
  }

  private mutating func assignable(_ plain: PythonToken, _ assigning: PythonToken, _ start: Int) {
    if bytes[start + 1] == 0x3D {
      set(assigning, from: start, length: 2)
    } else {
      set(plain, from: start, length: 1)
    }
  }

  private mutating func doubled(
    _ start: Int, _ byte: UInt8, _ one: PythonToken, _ oneEqual: PythonToken, _ two: PythonToken,
    _ twoEqual: PythonToken
  ) {
    if bytes[start + 1] != byte {
      assignable(one, oneEqual, start)
    } else if bytes[start + 2] == 0x3D {
      set(twoEqual, from: start, length: 3)
    } else {
      set(two, from: start, length: 2)
    }
  }

  /// A name, a keyword, or the prefix of a string.
  mutating func word(from start: Int) {
    let run = IdentifierRun(bytes, from: start)
    let index = run.end
    let length = index - start
    if length <= 2, bytes[index] == 0x22 || bytes[index] == 0x27,
      let style = stringStyle(prefix: run.key)
    {
      string(from: start, quoteAt: index, style)
      return
    }
    let isLong = length < 2 || length > 8
    setWord(isLong ? .name : PythonToken.word(run.key), from: start, to: index, key: run.key)
    if !run.isASCII { checkIdentifier(start, index) }
  }

  /// The style that a prefix names; `nil` if there is no such prefix.
  private func stringStyle(prefix key: UInt64) -> StringStyle? {
    var style = StringStyle()
    switch key | 0x2020 {
    case 0x2075: break
    case 0x2072: style.isRaw = true
    case 0x2062: style.isBytes = true
    case 0x2066: style.quote = 1
    case 0x2074 where grammar == .any:
      style.quote = 1
      style.isTemplate = true
    case 0x6272, 0x7262:
      style.isRaw = true
      style.isBytes = true
    case 0x6672, 0x7266:
      style.isRaw = true
      style.quote = 1
    case 0x7472 where grammar == .any, 0x7274 where grammar == .any:
      style.isRaw = true
      style.quote = 1
      style.isTemplate = true
    default: return nil
    }
    return style
  }

  /// Unicode's XID_Start and XID_Continue, as PEP 3131 asks.
  private mutating func checkIdentifier(_ start: Int, _ end: Int) {
    var offset = start
    for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
      let length = UTF8.width(scalar)
      let isFit =
        offset == start
        ? scalar == "_" || scalar.properties.isXIDStart : scalar.properties.isXIDContinue
      let isNew = grammar == .python311 && (scalar.properties.age?.major ?? 0) > 14
      if !isFit || isNew, scalar.value >= 0x80 {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
        setWord(.error, from: offset, to: offset + length, key: 0)
        fail("the character \(name) cannot stand in Python code", offset..<offset + length)
        return
      }
      offset += length
    }
  }
}
