import Glibc

/// Python's `repr` of a float: the shortest digits that read back as the same number, with an exponent
/// where it is below -4 or above 15.
package func pythonRepresentation(of value: Double) -> String {
  if value.isNaN { return "nan" }
  if value.isInfinite { return value < 0 ? "-inf" : "inf" }
  let (digits, exponent) = shortestDigits(value.magnitude)
  let sign = value.sign == .minus ? "-" : ""
  if exponent < -4 || exponent >= 16 {
    let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    let rest = digits.dropFirst()
    return "\(sign)\(digits.prefix(1))\(rest.isEmpty ? "" : ".\(rest)")e\(exponent < 0 ? "-" : "+")"
      + power
  }
  if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
  if digits.count <= exponent + 1 {
    return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count) + ".0"
  }
  return "\(sign)\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
}

/// The digits of Swift's own shortest form, and the power of ten of the first one.
private func shortestDigits(_ value: Double) -> (String, Int) {
  var digits: [UInt8] = []
  var point: Int?
  var power = 0
  let text = Array(value.description.utf8)
  for (index, byte) in text.enumerated() {
    if byte == UInt8(ascii: ".") {
      point = digits.count
    } else if byte == UInt8(ascii: "e") {
      power = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
      break
    } else {
      digits.append(byte)
    }
  }
  let whole = point ?? digits.count
  let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
  guard leading < digits.count else { return ("0", 0) }
  var kept = digits[leading...]
  while kept.count > 1, kept.last == UInt8(ascii: "0") { kept.removeLast() }
  return (String(decoding: kept, as: UTF8.self), whole - leading - 1 + power)
}

/// C's `printf` of one float: `conversion` is `f`, `e` or `g` in either case, with `#` before it where
/// zeros are kept. Exact, rounded half to even, as Python's. `precision` is at most 400 here.
func printed(_ value: Double, _ conversion: String, precision: Int) -> String {
  let precision = min(max(precision, 0), 400)
  var buffer = [CChar](repeating: 0, count: 800)
  let isAlternate = conversion.hasPrefix("#")
  let format = isAlternate ? "%#.*\(conversion.dropFirst())" : "%.*\(conversion)"
  let count = withVaList([Int32(precision), value]) { arguments in
    vsnprintf(&buffer, buffer.count, format, arguments)
  }
  let length = min(max(0, Int(count)), buffer.count - 1)
  return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
