import SluiceCore

extension PythonTree {
  /// The value of a `string` node as Unicode code points, or as byte values of a bytes literal. A
  /// lone surrogate stands as it is. `named` answers the code point of `\N{name}`; what it does not
  /// know becomes U+FFFD.
  package func codePoints(
    ofString node: Int, named: (String) -> UInt32? = { _ in nil }
  ) -> [UInt32] {
    var value: [UInt32] = []
    var index = nodes[node].range.lowerBound
    let end = nodes[node].range.upperBound
    let text = fragment.text
    while index < end {
      index = literalStart(from: index, end)
      var isRaw = false
      var isBytes = false
      while index < end, text[index] != 0x22, text[index] != 0x27 {
        if text[index] | 0x20 == 0x72 { isRaw = true }
        if text[index] | 0x20 == 0x62 { isBytes = true }
        index += 1
      }
      guard index < end else { break }
      let quote = text[index]
      let isTriple = index + 2 < end && text[index + 1] == quote && text[index + 2] == quote
      let bodyStart = index + (isTriple ? 3 : 1)
      let bodyEnd = literalEnd(from: bodyStart, end, quote, isTriple: isTriple)
      var decoder = PythonEscapes(
        text: text, end: bodyEnd, isRaw: isRaw, isBytes: isBytes, isFormatted: false)
      decoder.decode(from: bodyStart, into: &value, named)
      index = bodyEnd + (isTriple ? 3 : 1)
    }
    return value
  }

  /// The value of a `stringText` node: doubled braces are single ones.
  package func codePoints(
    ofText node: Int, named: (String) -> UInt32? = { _ in nil }
  ) -> [UInt32] {
    var value: [UInt32] = []
    let range = nodes[node].range
    var decoder = PythonEscapes(
      text: fragment.text, end: range.upperBound, isRaw: nodes[node].detail & 1 != 0,
      isBytes: false, isFormatted: nodes[node].detail & 2 == 0)
    decoder.decode(from: range.lowerBound, into: &value, named)
    return value
  }

  /// The value of a plain `string` node; `nil` for bytes and every other kind of node. A lone
  /// surrogate becomes U+FFFD.
  package func stringValue(of node: Int) -> String? {
    guard nodes[node].kind == .string,
      !PythonStringFlags(rawValue: nodes[node].detail).contains(.bytes)
    else { return nil }
    return String(codePoints: codePoints(ofString: node))
  }

  /// Skips the space, comments and line ends between two literals.
  private func literalStart(from start: Int, _ end: Int) -> Int {
    var index = start
    let text = fragment.text
    while index < end {
      switch text[index] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D, 0x5C: index += 1
      case 0x23: while index < end, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
      default: return index
      }
    }
    return index
  }

  /// Where the closing quote of a literal's body is.
  private func literalEnd(from start: Int, _ end: Int, _ quote: UInt8, isTriple: Bool) -> Int {
    var index = start
    let text = fragment.text
    while index < end {
      if text[index] == 0x5C {
        index += 2
      } else if text[index] == quote,
        !isTriple || (index + 2 < end && text[index + 1] == quote && text[index + 2] == quote)
      {
        return index
      } else {
        index += 1
      }
    }
    return end
  }
}

extension String {
  /// The text of code points; what is no scalar value becomes U+FFFD.
  package init(codePoints: [UInt32]) {
    var scalars = String.UnicodeScalarView()
    for point in codePoints { scalars.append(Unicode.Scalar(point) ?? "\u{FFFD}") }
    self.init(scalars)
  }
}

/// Reads the body of a string literal, escapes and all.
struct PythonEscapes {
  let text: [UInt8]
  let end: Int
  let isRaw: Bool
  let isBytes: Bool
  let isFormatted: Bool

  mutating func decode(
    from start: Int, into value: inout [UInt32], _ named: (String) -> UInt32?
  ) {
    var index = start
    while index < end {
      let byte = text[index]
      switch byte {
      case 0x5C where !isRaw: index = escape(at: index, &value, named)
      case 0x0D:
        value.append(0x0A)
        index += index + 1 < end && text[index + 1] == 0x0A ? 2 : 1
      case 0x7B where isFormatted, 0x7D where isFormatted:
        value.append(UInt32(byte))
        index += index + 1 < end && text[index + 1] == byte ? 2 : 1
      case 0..<0x80:
        value.append(UInt32(byte))
        index += 1
      default: index = scalar(at: index, &value)
      }
    }
  }

  private func scalar(at index: Int, _ value: inout [UInt32]) -> Int {
    let first = text[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard index + length <= text.count else {
      value.append(0xFFFD)
      return end
    }
    var point = UInt32(first) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { point = point << 6 | UInt32(text[index + offset] & 0x3F) }
    value.append(point)
    return index + length
  }

  private func escape(
    at start: Int, _ value: inout [UInt32], _ named: (String) -> UInt32?
  ) -> Int {
    let index = start + 1
    guard index < end else {
      value.append(0x5C)
      return end
    }
    switch text[index] {
    case 0x0A: return index + 1
    case 0x0D: return index + 1 < end && text[index + 1] == 0x0A ? index + 2 : index + 1
    case 0x5C, 0x27, 0x22: value.append(UInt32(text[index]))
    case 0x61: value.append(7)
    case 0x62: value.append(8)
    case 0x66: value.append(12)
    case 0x6E: value.append(10)
    case 0x72: value.append(13)
    case 0x74: value.append(9)
    case 0x76: value.append(11)
    case 0x30...0x37: return octal(at: index, &value)
    case 0x78: return hexadecimal(at: index + 1, 2, &value)
    case 0x75 where !isBytes: return hexadecimal(at: index + 1, 4, &value)
    case 0x55 where !isBytes: return hexadecimal(at: index + 1, 8, &value)
    case 0x4E where !isBytes: return name(at: index + 1, &value, named)
    default:
      value.append(0x5C)
      return index
    }
    return index + 1
  }

  private func octal(at start: Int, _ value: inout [UInt32]) -> Int {
    var index = start
    var point: UInt32 = 0
    while index < end, index < start + 3, text[index] &- 0x30 < 8 {
      point = point << 3 | UInt32(text[index] - 0x30)
      index += 1
    }
    value.append(isBytes ? point & 0xFF : point)
    return index
  }

  private func hexadecimal(at start: Int, _ count: Int, _ value: inout [UInt32]) -> Int {
    var index = start
    var point: UInt32 = 0
    while index < end, index < start + count, let digit = hexDigit(text[index]) {
      point = point << 4 | digit
      index += 1
    }
    value.append(point)
    return index
  }

  private func name(
    at start: Int, _ value: inout [UInt32], _ named: (String) -> UInt32?
  ) -> Int {
    var index = start
    while index < end, text[index] != 0x7D { index += 1 }
    let name = String(decoding: text[min(start + 1, index)..<index], as: UTF8.self)
    value.append(named(name) ?? 0xFFFD)
    return min(end, index + 1)
  }
}
