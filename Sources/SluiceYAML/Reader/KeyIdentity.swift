/// What Python's `==` and `hash` see in a key: `1`, `1.0` and `true` are one key, texts are compared
/// scalar by scalar.
enum KeyIdentity: Hashable {
  case null
  case number(String)
  case fraction(Double)
  case timestamp(String)
  case text([UInt8])

  /// `nil` for a collection, which Python cannot hash, and for a NaN, which equals no key.
  init?(_ node: Node) {
    guard case .scalar(let scalar) = node.value else { return nil }
    switch scalar.resolved {
    case .null: self = .null
    case .bool(let value): self = .number(value ? "1" : "0")
    case .int(let digits): self = .number(digits)
    case .float(let value):
      if value.isNaN { return nil }
      if let digits = wholeDigits(value) { self = .number(digits) } else { self = .fraction(value) }
    case .timestamp(let text): self = .timestamp(text)
    case .string: self = .text(Array(scalar.text.utf8))
    }
  }
}

/// The decimal digits of a float without a fraction, exactly; `nil` for every other.
private func wholeDigits(_ value: Double) -> String? {
  guard value.isFinite, value.rounded(.towardZero) == value else { return nil }
  if abs(value) < 9e18 { return String(Int64(value)) }
  // Above 2⁵³ a float is a whole number times a power of two.
  var digits = Decimal()
  digits.multiply(by: 1, adding: (1 << 52 | value.significandBitPattern) >> 32)
  digits.multiply(by: 1 << 32, adding: (1 << 52 | value.significandBitPattern) & 0xFFFF_FFFF)
  for _ in 0..<max(0, Int(value.exponent) - 52) { digits.multiply(by: 2, adding: 0) }
  return (value < 0 ? "-" : "") + digits.text
}
