/// Python's escapes in the strings of a template, as its `unicode-escape` codec reads them.
enum JinjaString {
  /// The first escape in `range` (a string's inside) that the codec refuses.
  static func brokenEscape(in text: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      guard text[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      switch escape(in: text, at: index, end: range.upperBound) {
      case .scalar(_, let end), .nothing(let end), .verbatim(let end): index = end
      case .broken(let end): return index..<end
      }
    }
    return nil
  }

  /// The value of a string literal whose inside is `range`.
  static func value(of text: [UInt8], _ range: Range<Int>) -> String {
    var value: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if text[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound {
        switch escape(in: text, at: index, end: range.upperBound) {
        case .scalar(let scalar, let end):
          value.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
          index = end
        case .nothing(let end):
          index = end
        case .verbatim(let end), .broken(let end):
          value.append(contentsOf: text[index..<end])
          index = end
        }
      } else if text[index] == 0x0D {
        // Jinja makes one line feed of every line end.
        value.append(0x0A)
        index += index + 1 < range.upperBound && text[index + 1] == 0x0A ? 2 : 1
      } else {
        value.append(text[index])
        index += 1
      }
    }
    return value[...].asText
  }

  private enum Escape {
    case scalar(Unicode.Scalar, end: Int)
    case nothing(end: Int)
    case verbatim(end: Int)
    case broken(end: Int)
  }

  /// The escape whose backslash is at `start`; at least one byte follows before `end`.
  private static func escape(in text: [UInt8], at start: Int, end: Int) -> Escape {
    let letter = text[start + 1]
    switch letter {
    case 0x0A: return .nothing(end: start + 2)
    case 0x0D:
      let isPair = start + 2 < end && text[start + 2] == 0x0A
      return .nothing(end: start + (isPair ? 3 : 2))
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""):
      return .scalar(Unicode.Scalar(letter), end: start + 2)
    case UInt8(ascii: "a"): return .scalar("\u{07}", end: start + 2)
    case UInt8(ascii: "b"): return .scalar("\u{08}", end: start + 2)
    case UInt8(ascii: "f"): return .scalar("\u{0C}", end: start + 2)
    case UInt8(ascii: "n"): return .scalar("\n", end: start + 2)
    case UInt8(ascii: "r"): return .scalar("\r", end: start + 2)
    case UInt8(ascii: "t"): return .scalar("\t", end: start + 2)
    case UInt8(ascii: "v"): return .scalar("\u{0B}", end: start + 2)
    case UInt8(ascii: "x"): return hexadecimal(in: text, at: start, digits: 2, end: end)
    case UInt8(ascii: "u"): return hexadecimal(in: text, at: start, digits: 4, end: end)
    case UInt8(ascii: "U"): return hexadecimal(in: text, at: start, digits: 8, end: end)
    case UInt8(ascii: "N"): return named(in: text, at: start, end: end)
    case 0x30...0x37: return octal(in: text, at: start, end: end)
    default: return .verbatim(end: start + 2)
    }
  }

  private static func hexadecimal(
    in text: [UInt8], at start: Int, digits: Int, end: Int
  ) -> Escape {
    var index = start + 2
    while index < end, index < start + 2 + digits, isHexDigit(text[index]) { index += 1 }
    guard index == start + 2 + digits else { return .broken(end: index) }
    guard let value = UInt32(text[start + 2..<index].asText, radix: 16), value <= 0x10FFFF else {
      return .broken(end: index)
    }
    // A lone surrogate is a string to Python, and none to us.
    return .scalar(Unicode.Scalar(value) ?? "\u{FFFD}", end: index)
  }

  private static func octal(in text: [UInt8], at start: Int, end: Int) -> Escape {
    var index = start + 1
    var value: UInt32 = 0
    while index < end, index < start + 4, (0x30...0x37).contains(text[index]) {
      value = value * 8 + UInt32(text[index] - 0x30)
      index += 1
    }
    return .scalar(Unicode.Scalar(value) ?? "\u{FFFD}", end: index)
  }

  /// `\N{…}`: its form is checked, its name is not looked up.
  private static func named(in text: [UInt8], at start: Int, end: Int) -> Escape {
    guard start + 2 < end, text[start + 2] == UInt8(ascii: "{") else {
      return .broken(end: start + 2)
    }
    var index = start + 3
    while index < end, text[index] != UInt8(ascii: "}") { index += 1 }
    guard index < end, index > start + 3 else { return .broken(end: index) }
    return .scalar("\u{FFFD}", end: index + 1)
  }
}
