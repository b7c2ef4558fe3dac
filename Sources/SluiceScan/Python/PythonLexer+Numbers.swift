extension PythonLexer {
  /// A number, checked as CPython's tokenizer does.
  mutating func number(from start: Int) {
    var index = start
    var isInteger = true
    let first = bytes[start]
    let second = bytes[start + 1] | 0x20
    if first == 0x30, second == 0x78 || second == 0x6F || second == 0x62 {
      index = radixDigits(from: start + 2, second)
      guard index > start + 2, bytes[index - 1] != 0x5F else {
        return failNumber(start, index, "invalid number")
      }
    } else {
      index = digits(from: start)
      let integerEnd = index
      if bytes[index] == 0x2E {
        isInteger = false
        index += 1
        if isDigit(bytes[index]) { index = digits(from: index) }
      }
      if bytes[index] | 0x20 == 0x65 {
        var exponent = index + 1
        if bytes[exponent] == 0x2B || bytes[exponent] == 0x2D { exponent += 1 }
        if isDigit(bytes[exponent]) {
          isInteger = false
          index = digits(from: exponent)
        }
      }
      if bytes[index] | 0x20 == 0x6A {
        isInteger = false
        index += 1
      } else if isInteger, first == 0x30, hasNonZero(start, integerEnd) {
        return failNumber(
          start, index, "leading zeros in decimal integer literals are not permitted",
          help: "write an octal number with the prefix '0o'")
      }
      if bytes[index - 1] == 0x5F || bytes[index] == 0x5F {
        return failNumber(start, index + 1, "invalid decimal literal")
      }
    }
    if isIdentifierByte(bytes[index]), !keywordFollows(index) {
      return failNumber(start, index + 1, "invalid decimal literal")
    }
    set(.number, from: start, length: index - start)
  }

  private mutating func failNumber(
    _ start: Int, _ end: Int, _ message: String, help: String? = nil
  ) {
    set(.error, from: start, length: max(1, min(count, end) - start))
    fail(message, start..<max(start, min(count, end)), help: help)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Digits, with single underscores between them.
  private func digits(from start: Int) -> Int {
    var index = start
    while isDigit(bytes[index]) || (bytes[index] == 0x5F && isDigit(bytes[index + 1])) {
      index += 1
    }
    return index
  }

  private func radixDigits(from start: Int, _ radix: UInt8) -> Int {
    func isFit(_ byte: UInt8) -> Bool {
      switch radix {
      case 0x78: isDigit(byte) || (byte | 0x20) &- 0x61 < 6
      case 0x6F: byte &- 0x30 < 8
      default: byte &- 0x30 < 2
      }
    }
    var index = start
    while isFit(bytes[index]) || (bytes[index] == 0x5F && isFit(bytes[index + 1])) { index += 1 }
    return index
  }

  private func hasNonZero(_ start: Int, _ end: Int) -> Bool {
    for index in start..<end where bytes[index] != 0x30 && bytes[index] != 0x5F { return true }
    return false
  }

  /// `1if x else y` is allowed, if deprecated.
  private func keywordFollows(_ index: Int) -> Bool {
    let second = bytes[index + 1]
    switch bytes[index] {
    case 0x61: return second == 0x6E
    case 0x65: return second == 0x6C
    case 0x66: return second == 0x6F
    case 0x69: return second == 0x66 || second == 0x6E || second == 0x73
    case 0x6E: return second == 0x6F
    case 0x6F: return second == 0x72
    default: return false
    }
  }
}
