import SluiceCore

/// The escapes of JSON strings.
enum JSONString {
  /// The length of the escape whose backslash is at `index`; `nil` if JSON has no such escape.
  static func escapeLength(_ bytes: [UInt8], at index: Int) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    if bytes[index + 1] == UInt8(ascii: "u") {
      return codeUnit(bytes, at: index) == nil ? nil : 6
    }
    return simple(bytes[index + 1]) == nil ? nil : 2
  }

  /// The value of the string at `range`.
  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let end = range.upperBound - 1
    let inside = range.lowerBound + 1..<max(range.lowerBound + 1, end)
    // Keys hold no escapes.
    if bytes.plainRunEnd(from: inside.lowerBound) == end {
      return String(decoding: bytes[inside], as: UTF8.self)
    }
    return String(decoding: decode(bytes, range).text, as: UTF8.self)
  }

  /// What the string at `range` (quotes included, already checked) says. Each escape is a segment of
  /// its own, so that a place in the text leads to the bytes that made it.
  static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> Fragment {
    var fragment = Fragment(text: [], segments: [], fileEnd: range.lowerBound)
    fragment.text.reserveCapacity(range.count)
    decode(bytes, range, behind: &fragment)
    return fragment
  }

  /// Puts what the string at `range` says behind a fragment's text.
  static func decode(_ bytes: [UInt8], _ range: Range<Int>, behind fragment: inout Fragment) {
    let end = max(range.lowerBound + 1, range.upperBound - 1)
    fragment.fileEnd = end
    var index = range.lowerBound + 1
    while index < end {
      let isEscape = bytes[index] == UInt8(ascii: "\\")
      fragment.segments.append(
        Fragment.Segment(
          textStart: fragment.text.count, fileStart: index, isVerbatim: !isEscape))
      if isEscape {
        let (scalar, length) = unescape(bytes, at: index)
        if scalar.isASCII {
          fragment.text.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          fragment.text += UTF8.encode(scalar).map(Array.init) ?? []
        }
        index += max(1, length)
      } else {
        let start = index
        repeat {
          index = min(end, bytes.plainRunEnd(from: index + 1))
        } while index < end && bytes[index] != UInt8(ascii: "\\")
        bytes.withUnsafeBufferPointer {
          fragment.text.append(contentsOf: UnsafeBufferPointer(rebasing: $0[start..<index]))
        }
      }
    }
  }

  private static func unescape(_ bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int) {
    guard index + 1 < bytes.count else { return ("\u{FFFD}", 1) }
    if let scalar = simple(bytes[index + 1]) { return (scalar, 2) }
    guard let unit = codeUnit(bytes, at: index) else { return ("\u{FFFD}", 2) }
    if (0xD800..<0xDC00).contains(unit), let low = codeUnit(bytes, at: index + 6),
      (0xDC00..<0xE000).contains(low)
    {
      let value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
    }
    // A lone surrogate is a string to Python, and none to us.
    return (Unicode.Scalar(unit) ?? "\u{FFFD}", 6)
  }

  private static func simple(_ letter: UInt8) -> Unicode.Scalar? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
    case UInt8(ascii: "b"): "\u{08}"
    case UInt8(ascii: "f"): "\u{0C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    default: nil
    }
  }

  /// The number of `\uXXXX` at `index`.
  private static func codeUnit(_ bytes: [UInt8], at index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index + 2..<index + 6] {
      guard isHexDigit(byte) else { return nil }
      value = value << 4 | UInt32(byte < 0x3A ? byte - 0x30 : (byte | 0x20) - 0x57)
    }
    return value
  }
}
