/// The value of the R string at `range` of `text`, quotes included: escapes read, a raw string as it
/// is. An escape that R does not know stays as written. Total; O(range).
func rStringValue(_ text: [UInt8], _ range: Range<Int>) -> String {
  if let inside = rawStringInside(text, range) { return text[inside].asText }
  let start = range.lowerBound + 1
  let hasEnd = range.count >= 2 && text[range.upperBound - 1] == text[range.lowerBound]
  let end = hasEnd ? range.upperBound - 1 : range.upperBound
  guard start < end else { return "" }
  var value: [UInt8] = []
  var index = start
  while index < end {
    guard text[index] == UInt8(ascii: "\\"), index + 1 < end else {
      value.append(text[index])
      index += 1
      continue
    }
    if let (scalar, length) = escape(text, at: index, end: end) {
      value += UTF8.encode(scalar).map(Array.init) ?? []
      index += length
    } else {
      value += text[index...index + 1]
      index += 2
    }
  }
  return value[...].asText
}

/// What stands between the brackets of `r"--(…)--"`; `nil` for every other string.
private func rawStringInside(_ text: [UInt8], _ range: Range<Int>) -> Range<Int>? {
  guard range.count > 4, text[range.lowerBound] | 0x20 == UInt8(ascii: "r") else { return nil }
  var open = range.lowerBound + 2
  while open < range.upperBound, text[open] == UInt8(ascii: "-") { open += 1 }
  let dashes = open - range.lowerBound - 2
  let close = range.upperBound - 2 - dashes
  return open + 1 <= close ? open + 1..<close : nil
}

/// The scalar of the escape whose backslash is at `index`, and its length; `nil` if R has none such.
private func escape(_ text: [UInt8], at index: Int, end: Int) -> (Unicode.Scalar, Int)? {
  switch text[index + 1] {
  case UInt8(ascii: "n"): return ("\n", 2)
  case UInt8(ascii: "t"): return ("\t", 2)
  case UInt8(ascii: "r"): return ("\r", 2)
  case UInt8(ascii: "a"): return ("\u{07}", 2)
  case UInt8(ascii: "b"): return ("\u{08}", 2)
  case UInt8(ascii: "f"): return ("\u{0C}", 2)
  case UInt8(ascii: "v"): return ("\u{0B}", 2)
  case UInt8(ascii: "\\"), 0x22, 0x27, 0x60, 0x20, 0x0A:
    return (Unicode.Scalar(text[index + 1]), 2)
  case UInt8(ascii: "x"): return number(text, at: index + 2, end: end, digits: 2, radix: 16, 2)
  case UInt8(ascii: "u"): return unicode(text, at: index, end: end, digits: 4)
  case UInt8(ascii: "U"): return unicode(text, at: index, end: end, digits: 8)
  case 0x30...0x37: return number(text, at: index + 1, end: end, digits: 3, radix: 8, 1)
  default: return nil
  }
}

/// `\u00e9` and `\u{e9}`.
private func unicode(
  _ text: [UInt8], at index: Int, end: Int, digits: Int
) -> (Unicode.Scalar, Int)? {
  let isBraced = index + 2 < end && text[index + 2] == UInt8(ascii: "{")
  let prefix = isBraced ? 3 : 2
  guard
    let (scalar, length) = number(
      text, at: index + prefix, end: end, digits: digits, radix: 16, prefix)
  else { return nil }
  guard isBraced else { return (scalar, length) }
  guard index + length < end, text[index + length] == UInt8(ascii: "}") else { return nil }
  return (scalar, length + 1)
}

/// Up to `digits` digits from `start` on, `prefix` bytes behind the backslash.
private func number(
  _ text: [UInt8], at start: Int, end: Int, digits: Int, radix: UInt32, _ prefix: Int
) -> (Unicode.Scalar, Int)? {
  var value: UInt32 = 0
  var index = start
  while index < end, index - start < digits, let digit = hexDigit(text[index]), digit < radix {
    guard value < 0x1000_0000 else { return nil }
    value = value * radix + digit
    index += 1
  }
  guard index > start, let scalar = Unicode.Scalar(value) else { return nil }
  return (scalar, index - start + prefix)
}
