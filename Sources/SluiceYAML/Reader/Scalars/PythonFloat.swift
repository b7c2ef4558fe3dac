/// The number as PyYAML's `construct_yaml_float` makes it: underscores dropped, base 60 before a
/// dot, and else what Python's `float` reads. `nil` where Python raises.
func pythonFloat(_ text: [UInt8]) -> Double? {
  var digits: [UInt8] = []
  digits.reserveCapacity(text.count)
  for byte in text where byte != underscore {
    digits.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
  }
  guard let first = digits.first else { return nil }
  if first == minus || first == plus { digits.removeFirst() }
  let sign: Double = first == minus ? -1 : 1
  if digits == Array(".inf".utf8) { return sign * .infinity }
  if digits == Array(".nan".utf8) { return .nan }
  guard digits.contains(colon) else { return float(digits[...]).map { sign * $0 } }
  // PyYAML adds the parts from the last to the first: the same sums, the same rounding.
  var value = 0.0
  var base = 1.0
  for part in digits.split(separator: colon, omittingEmptySubsequences: false).reversed() {
    guard let number = float(part) else { return nil }
    value += number * base
    base *= 60
  }
  return sign * value
}

/// Python's `float(text)` for ASCII in lower case.
private func float(_ text: ArraySlice<UInt8>) -> Double? {
  var text = text
  while let first = text.first, isBlank(first) { text.removeFirst() }
  while let last = text.last, isBlank(last) { text.removeLast() }
  var sign = 1.0
  if let first = text.first, first == minus || first == plus {
    if first == minus { sign = -1 }
    text.removeFirst()
  }
  switch String(decoding: text.prefix(9), as: UTF8.self) {
  case "inf", "infinity": return sign * .infinity
  case "nan": return .nan
  default: break
  }
  let whole = text.prefix(while: isDigit)
  var rest = text.dropFirst(whole.count)
  var fraction: ArraySlice<UInt8> = []
  if rest.first == dot {
    rest.removeFirst()
    fraction = rest.prefix(while: isDigit)
    rest = rest.dropFirst(fraction.count)
  }
  guard !whole.isEmpty || !fraction.isEmpty else { return nil }
  var canonical =
    "0" + String(decoding: whole, as: UTF8.self) + "."
    + (fraction.isEmpty ? "0" : String(decoding: fraction, as: UTF8.self))
  if rest.first == UInt8(ascii: "e") {
    var exponent = rest.dropFirst()
    if let first = exponent.first, first == minus || first == plus { exponent.removeFirst() }
    guard !exponent.isEmpty, exponent.allSatisfy(isDigit) else { return nil }
    canonical += String(decoding: rest, as: UTF8.self)
  } else if !rest.isEmpty {
    return nil
  }
  return Double(canonical).map { sign * $0 }
}
