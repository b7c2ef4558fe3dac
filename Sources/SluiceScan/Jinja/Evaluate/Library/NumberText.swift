/// Python's `int(text, base)`: blanks around it, a sign, single underscores, a prefix that fits the base.
func integerValue(_ text: JinjaText, base: Int) -> BigInteger? {
  guard base == 0 || (2...36).contains(base),
    text.allSatisfy({ $0.isASCII || isJinjaBlank($0) || $0.isPythonDecimal })
  else { return nil }
  var digits = text.stripped().map { scalar -> UInt8 in
    if scalar.isASCII { return UInt8(scalar.value) }
    return scalar.properties.numericValue.map { 0x30 + UInt8(clamping: Int($0)) } ?? 0
  }[...]
  let isNegative = digits.first == UInt8(ascii: "-")
  if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
  var radix = base
  var hasPrefix = false
  if digits.count > 2, digits.first == 0x30 {
    let meant: Int? =
      switch digits[digits.startIndex + 1] | 0x20 {
      case UInt8(ascii: "x"): 16
      case UInt8(ascii: "o"): 8
      case UInt8(ascii: "b"): 2
      default: nil
      }
    if let meant, base == meant || base == 0 {
      radix = meant
      hasPrefix = true
      digits = digits.dropFirst(2)
    }
  }
  if base == 0, !hasPrefix {
    radix = 10
    if digits.first == 0x30, digits.contains(where: { $0 != 0x30 && $0 != 0x5F }) { return nil }
  }
  var plain: [UInt8] = []
  var follows = hasPrefix
  for digit in digits {
    if digit == UInt8(ascii: "_") {
      guard follows else { return nil }
      follows = false
    } else {
      plain.append(digit)
      follows = true
    }
  }
  guard follows, !plain.isEmpty, plain.count <= 4300 else { return nil }
  let value = BigInteger(String(decoding: plain, as: UTF8.self), radix: UInt32(radix))
  guard digitsOnly(plain) else { return nil }
  return isNegative ? value?.negated : value
}

private func digitsOnly(_ digits: [UInt8]) -> Bool { digits.allSatisfy { radixDigit($0) != nil } }

/// Python's `float(text)`.
func floatValue(_ text: JinjaText) -> Double? {
  let trimmed = text.stripped()
  guard trimmed.allSatisfy(\.isASCII) else { return nil }
  let scalars = trimmed.map { UInt8($0.value) }
  var plain: [UInt8] = []
  for (index, byte) in scalars.enumerated() {
    if byte == UInt8(ascii: "_") {
      guard index > 0, index + 1 < scalars.count, (0x30...0x39).contains(scalars[index - 1]),
        (0x30...0x39).contains(scalars[index + 1])
      else { return nil }
    } else {
      plain.append(byte)
    }
  }
  let lowered = String(decoding: plain, as: UTF8.self).lowercased()
  let unsigned =
    lowered.hasPrefix("-") || lowered.hasPrefix("+") ? lowered.dropFirst() : lowered[...]
  switch unsigned {
  case "inf", "infinity": return lowered.hasPrefix("-") ? -Double.infinity : .infinity
  case "nan": return .nan
  default: break
  }
  guard let first = unsigned.utf8.first, (0x30...0x39).contains(first) || first == 0x2E,
    unsigned.utf8.allSatisfy({
      (0x30...0x39).contains($0) || [0x2E, 0x65, 0x2B, 0x2D].contains($0)
    }),
    unsigned.utf8.contains(where: { (0x30...0x39).contains($0) })
  else { return nil }
  // Swift wants digits on both sides of a point.
  var mended = String(unsigned)
  if mended.hasPrefix(".") { mended = "0" + mended }
  if let point = mended.firstIndex(of: ".") {
    let next = mended.index(after: point)
    if next == mended.endIndex || !mended[next].isNumber { mended.insert("0", at: next) }
  }
  return Double((lowered.hasPrefix("-") ? "-" : "") + mended)
}
