/// The forms of numbers, as `jinja2.lexer` tells them apart.
enum JinjaNumber {
  /// The end of the number at `start`, before `limit`; `nil` if none stands there.
  static func end(
    in text: [UInt8], at start: Int, limit: Int
  ) -> (end: Int, isFloat: Bool)? {
    guard isDigit(text[start]) else { return nil }
    let followsDot = start > 0 && text[start - 1] == UInt8(ascii: ".")
    if !followsDot, let end = float(in: text, at: start, limit: limit) { return (end, true) }
    if text[start] == UInt8(ascii: "0") {
      if start + 1 < limit {
        let digits: (UInt8) -> Bool
        switch text[start + 1] | 0x20 {
        case UInt8(ascii: "b"): digits = { $0 == 0x30 || $0 == 0x31 }
        case UInt8(ascii: "o"): digits = { (0x30...0x37).contains($0) }
        case UInt8(ascii: "x"): digits = { isHexDigit($0) }
        default: digits = { _ in false }
        }
        let end = run(in: text, at: start + 2, limit: limit, digits)
        if end > start + 2 { return (end, false) }
      }
      return (run(in: text, at: start + 1, limit: limit) { $0 == 0x30 }, false)
    }
    return (run(in: text, at: start + 1, limit: limit, isDigit), false)
  }

  /// The value of a decimal, hexadecimal, octal or binary literal; `nil` where `Int` is too small.
  static func value(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.filter { $0 != UInt8(ascii: "_") }
    guard digits.count > 2, digits[0] == 0x30 else { return Int(digits[...].asText) }
    switch digits[1] | 0x20 {
    case UInt8(ascii: "x"): return Int(digits[2...].asText, radix: 16)
    case UInt8(ascii: "o"): return Int(digits[2...].asText, radix: 8)
    case UInt8(ascii: "b"): return Int(digits[2...].asText, radix: 2)
    default: return Int(digits[...].asText)
    }
  }

  /// The value of a literal with a point or an exponent.
  static func floatValue(_ bytes: ArraySlice<UInt8>) -> Double {
    Double(bytes.filter { $0 != UInt8(ascii: "_") }[...].asText) ?? 0
  }

  private static func float(in text: [UInt8], at start: Int, limit: Int) -> Int? {
    let whole = groups(in: text, at: start, limit: limit)
    var end = whole
    var hasFraction = false
    if end + 1 < limit, text[end] == UInt8(ascii: "."), isDigit(text[end + 1]) {
      end = groups(in: text, at: end + 1, limit: limit)
      hasFraction = true
    }
    if end < limit, text[end] | 0x20 == UInt8(ascii: "e") {
      var digits = end + 1
      if digits < limit, text[digits] == 0x2B || text[digits] == 0x2D { digits += 1 }
      if digits < limit, isDigit(text[digits]) {
        return groups(in: text, at: digits, limit: limit)
      }
    }
    return hasFraction ? end : nil
  }

  /// The end of `12_345` at `start`, which is a digit.
  private static func groups(in text: [UInt8], at start: Int, limit: Int) -> Int {
    run(in: text, at: start, limit: limit, isDigit)
  }

  /// The end of digits with single underscores before them.
  private static func run(
    in text: [UInt8], at start: Int, limit: Int, _ isDigit: (UInt8) -> Bool
  ) -> Int {
    var end = start
    while end < limit {
      if isDigit(text[end]) {
        end += 1
      } else if text[end] == UInt8(ascii: "_"), end + 1 < limit, isDigit(text[end + 1]) {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// `0`–`9`, `a`–`f`, `A`–`F`.
func isHexDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
}
