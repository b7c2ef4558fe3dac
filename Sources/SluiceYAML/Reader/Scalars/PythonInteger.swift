/// What Python's `int` makes of a text.
package enum PythonInteger: Hashable, Sendable {
  /// Decimal, `-` in front if below zero, no zeros in front.
  case digits(String)
  case malformed
  case tooLong
}

/// Python refuses decimal texts with more digits. Here it bounds every base, and with it the time.
let longestInteger = 4300

/// The number as PyYAML's `construct_yaml_int` makes it, also of a text that only a tag calls one: a
/// sign, `_` anywhere, the prefixes `0b`, `0`, `0o` and `0x`, and `:` between sixties. O(length).
package func pythonInteger(_ text: [UInt8]) -> PythonInteger {
  var digits = text.filter { $0 != underscore }
  guard let first = digits.first else { return .malformed }
  var isNegative = first == minus
  if first == minus || first == plus { digits.removeFirst() }
  guard digits.count <= longestInteger else { return .tooLong }
  let magnitude: Decimal?
  if digits.starts(with: [0x30, UInt8(ascii: "b")]) {
    magnitude = number(digits[2...], base: 2, &isNegative)
  } else if digits.starts(with: [0x30, UInt8(ascii: "x")]) {
    magnitude = number(digits[2...], base: 16, &isNegative)
  } else if digits.first == 0x30 {
    magnitude = number(digits[...], base: 8, &isNegative)
  } else if digits.contains(colon) {
    magnitude = sixties(digits)
  } else {
    magnitude = number(digits[...], base: 10, &isNegative)
  }
  guard let magnitude else { return .malformed }
  return .digits(isNegative && !magnitude.isZero ? "-" + magnitude.text : magnitude.text)
}

/// Python's `int(text, base)`: blanks around, a sign, and the base's own prefix are allowed.
private func number(_ text: ArraySlice<UInt8>, base: UInt8, _ isNegative: inout Bool) -> Decimal? {
  var text = text
  while let first = text.first, isBlank(first) { text.removeFirst() }
  while let last = text.last, isBlank(last) { text.removeLast() }
  if let first = text.first, first == minus || first == plus {
    if first == minus { isNegative.toggle() }
    text.removeFirst()
  }
  let letter: UInt8 =
    switch base {
    case 2: UInt8(ascii: "b")
    case 8: UInt8(ascii: "o")
    case 16: UInt8(ascii: "x")
    default: 0
    }
  if letter != 0, text.count > 2, text.first == 0x30,
    text[text.startIndex + 1] | 0x20 == letter
  {
    text = text.dropFirst(2)
  }
  guard !text.isEmpty else { return nil }
  var value = Decimal()
  for byte in text {
    let digit = digitValue(byte)
    guard digit < base else { return nil }
    value.multiply(by: UInt64(base), adding: UInt64(digit))
  }
  return value
}

/// `1:30:15` in base 60. Only the first part may be long.
private func sixties(_ text: [UInt8]) -> Decimal? {
  var value = Decimal()
  for (index, part) in text.split(separator: colon, omittingEmptySubsequences: false).enumerated() {
    guard !part.isEmpty, part.allSatisfy(isDigit), index == 0 || part.count <= 9 else { return nil }
    if index == 0 {
      for byte in part { value.multiply(by: 10, adding: UInt64(digitValue(byte))) }
    } else {
      let digits = part.reduce(UInt64(0)) { $0 * 10 + UInt64(digitValue($1)) }
      value.multiply(by: 60, adding: digits)
    }
  }
  return value
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

/// A natural number of any size in base 10⁹, the lowest limb first.
struct Decimal: Equatable {
  private var limbs: [UInt32] = []

  var isZero: Bool { limbs.isEmpty }

  /// `factor` and `addend` up to 2³².
  mutating func multiply(by factor: UInt64, adding addend: UInt64) {
    var carry = addend
    for index in limbs.indices {
      carry += UInt64(limbs[index]) * factor
      limbs[index] = UInt32(carry % 1_000_000_000)
      carry /= 1_000_000_000
    }
    while carry > 0 {
      limbs.append(UInt32(carry % 1_000_000_000))
      carry /= 1_000_000_000
    }
  }

  var text: String {
    guard let last = limbs.last else { return "0" }
    var text = String(last)
    for limb in limbs.dropLast().reversed() {
      let digits = String(limb)
      text += String(repeating: "0", count: 9 - digits.count) + digits
    }
    return text
  }
}
