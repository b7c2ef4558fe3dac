/// `repr` of a text.
func pythonString(_ points: [UInt32]) -> String {
  let quote: Character = points.contains(0x27) && !points.contains(0x22) ? "\"" : "'"
  var result = String(quote)
  for point in points {
    switch point {
    case 0x5C: result += "\\\\"
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0x27 where quote == "'": result += "\\'"
    case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(point)))
    case 0..<0xA0: result += "\\x" + hexadecimal(point, 2)
    default:
      if let scalar = Unicode.Scalar(point), isPrintable(scalar) {
        result.unicodeScalars.append(scalar)
      } else if point < 0x100 {
        result += "\\x" + hexadecimal(point, 2)
      } else if point < 0x10000 {
        result += "\\u" + hexadecimal(point, 4)
      } else {
        result += "\\U" + hexadecimal(point, 8)
      }
    }
  }
  result.append(quote)
  return result
}

/// `repr` of bytes.
func pythonBytes(_ bytes: [UInt32]) -> String {
  let quote: Character = bytes.contains(0x27) && !bytes.contains(0x22) ? "\"" : "'"
  var result = "b" + String(quote)
  for byte in bytes {
    switch byte {
    case 0x5C: result += "\\\\"
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0x27 where quote == "'": result += "\\'"
    case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(byte)))
    default: result += "\\x" + hexadecimal(byte, 2)
    }
  }
  result.append(quote)
  return result
}

/// `repr` of a number as the source spells it.
func pythonNumber(_ text: ArraySlice<UInt8>) -> String {
  var digits = text.filter { $0 != 0x5F }.map { $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) }
  if digits.count > 2, digits[0] == 0x30 {
    switch digits[1] {
    case 0x78: return decimal(digits[2...], base: 16)
    case 0x6F: return decimal(digits[2...], base: 8)
    case 0x62: return decimal(digits[2...], base: 2)
    default: break
    }
  }
  let isImaginary = digits.last == 0x6A
  if isImaginary { digits.removeLast() }
  let isFloat = isImaginary || digits.contains { $0 == 0x2E || $0 == 0x65 }
  if !isFloat {
    let significant = digits.drop { $0 == 0x30 }
    return significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
  }
  if digits.first == 0x2E { digits.insert(0x30, at: 0) }
  if let dot = digits.firstIndex(of: 0x2E), dot + 1 == digits.count || digits[dot + 1] == 0x65 {
    digits.insert(0x30, at: dot + 1)
  }
  let value = Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
  let result = pythonFloat(value)
  guard isImaginary else { return result }
  return (result.hasSuffix(".0") ? String(result.dropLast(2)) : result) + "j"
}

/// `repr` of a float: the shortest digits, an exponent below 1e-4 and from 1e16 on.
func pythonFloat(_ value: Double) -> String {
  guard value.isFinite else { return "inf" }
  guard value != 0 else { return "0.0" }
  var digits: [UInt8] = []
  var exponent = 0
  var pointAt: Int?
  let text = Array(value.description.utf8)
  for (index, byte) in text.enumerated() {
    if byte == 0x2E {
      pointAt = digits.count
    } else if byte == 0x65 {
      exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
      break
    } else {
      digits.append(byte)
    }
  }
  var point = (pointAt ?? digits.count) + exponent
  while digits.count > 1, digits[0] == 0x30 {
    digits.removeFirst()
    point -= 1
  }
  while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
  let all = String(decoding: digits, as: UTF8.self)
  if point > 16 || point < -3 {
    let power = point - 1
    let size = abs(power) < 10 ? "0\(abs(power))" : "\(abs(power))"
    let tail = digits.count > 1 ? "." + all.dropFirst() : ""
    return all.prefix(1) + tail + "e" + (power < 0 ? "-" : "+") + size
  }
  if point <= 0 { return "0." + String(repeating: "0", count: -point) + all }
  if point >= digits.count {
    return all + String(repeating: "0", count: point - digits.count) + ".0"
  }
  return all.prefix(point) + "." + all.dropFirst(point)
}

/// The decimal digits of a number of any size.
private func decimal(_ digits: ArraySlice<UInt8>, base: UInt64) -> String {
  // Nine decimal digits to a limb, the lowest first.
  var limbs: [UInt64] = [0]
  for digit in digits {
    var carry = UInt64(digit >= 0x61 ? digit - 0x61 + 10 : digit - 0x30)
    for index in limbs.indices {
      let sum = limbs[index] * base + carry
      limbs[index] = sum % 1_000_000_000
      carry = sum / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }
  var result = String(limbs[limbs.count - 1])
  for limb in limbs.dropLast().reversed() {
    let text = String(limb)
    result += String(repeating: "0", count: 9 - text.utf8.count) + text
  }
  return result
}

private func hexadecimal(_ value: UInt32, _ width: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// `str.isprintable` of CPython 3.11, whose Unicode is 14.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if let age = scalar.properties.age, age.major > 14 { return false }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator, .spaceSeparator:
    return false
  default: return true
  }
}

/// The code point of `\N{name}`.
func codePoint(named name: String) -> UInt32? {
  codePointsByName[name.uppercased()]
}

private let codePointsByName: [String: UInt32] = {
  var names: [String: UInt32] = [:]
  for value in UInt32(0)...0x2FFFF {
    guard let scalar = Unicode.Scalar(value) else { continue }
    if let name = scalar.properties.name { names[name] = value }
    if let alias = scalar.properties.nameAlias { names[alias] = value }
  }
  return names
}()
