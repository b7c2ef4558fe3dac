/// An amount as Kubernetes writes it: `500m`, `16Gi`, `1e3`. Exact: nothing is a floating point number.
struct Quantity: Hashable, Sendable, Comparable {
  /// Decimal digits of the amount in billionths, without leading zeros, none for zero. What is smaller
  /// than a billionth is rounded up, what is larger than 2^63 - 1 is that, as Kubernetes has it.
  private let billionths: [UInt8]
  let isNegative: Bool

  var isZero: Bool { billionths.isEmpty }

  /// Whether it is a whole number.
  var isWhole: Bool { isMultiple(ofTenTo: 9) }

  /// Whether it is a whole number of thousandths.
  var isWholeInThousandths: Bool { isMultiple(ofTenTo: 6) }

  private func isMultiple(ofTenTo exponent: Int) -> Bool {
    billionths.isEmpty
      || (billionths.count > exponent && billionths.suffix(exponent).allSatisfy { $0 == 0 })
  }

  init(whole number: Int) {
    let digits = Array(String(number.magnitude).utf8).map { $0 - 0x30 }
    billionths = number == 0 ? [] : digits + [UInt8](repeating: 0, count: 9)
    isNegative = number < 0
  }

  static func < (one: Quantity, other: Quantity) -> Bool {
    if one.isNegative != other.isNegative { return one.isNegative }
    let isSmaller =
      one.billionths.count == other.billionths.count
      ? one.billionths.lexicographicallyPrecedes(other.billionths)
      : one.billionths.count < other.billionths.count
    return one.isNegative ? !isSmaller && one != other : isSmaller
  }

  /// 2^63 - 1 in billionths.
  private static let largest: [UInt8] =
    [9, 2, 2, 3, 3, 7, 2, 0, 3, 6, 8, 5, 4, 7, 7, 5, 8, 0, 7] + [UInt8](repeating: 0, count: 9)

  /// The powers of 1024 and of ten that the units stand for.
  private static let units: [String: (binary: Int, decimal: Int)] = [
    "": (0, 0), "n": (0, -9), "u": (0, -6), "m": (0, -3), "k": (0, 3), "M": (0, 6), "G": (0, 9),
    "T": (0, 12), "P": (0, 15), "E": (0, 18), "Ki": (1, 0), "Mi": (2, 0), "Gi": (3, 0),
    "Ti": (4, 0),
    "Pi": (5, 0), "Ei": (6, 0),
  ]

  /// Reads a text as Kubernetes does, or says what is wrong with it. O(text).
  init(_ text: String) throws(TextProblem) {
    let parts = QuantityParts(text)
    guard !parts.digits.isEmpty, let scale = Quantity.scale(parts.unit) else {
      throw Quantity.problem(text, parts)
    }
    var digits = Array(parts.digits.drop { $0 == 0 })
    isNegative = parts.isNegative && digits.contains { $0 != 0 }
    for _ in 0..<scale.binary { digits = Quantity.times1024(digits) }
    let shift = scale.decimal - parts.fractionCount + 9
    if !digits.contains(where: { $0 != 0 }) {
      digits = []
    } else if shift >= 0 {
      let isLarge = digits.count + shift > Quantity.largest.count
      digits = isLarge ? Quantity.largest : digits + [UInt8](repeating: 0, count: shift)
    } else {
      digits = Quantity.roundedUp(digits, without: -shift)
    }
    if digits.count == Quantity.largest.count, Quantity.largest.lexicographicallyPrecedes(digits) {
      digits = Quantity.largest
    } else if digits.count > Quantity.largest.count {
      digits = Quantity.largest
    }
    billionths = digits
  }

  private static func scale(_ unit: String) -> (binary: Int, decimal: Int)? {
    if let known = units[unit] { return known }
    guard let first = unit.utf8.first, first | 0x20 == 0x65 else { return nil }
    // What is beyond a million is far beyond what is kept.
    guard let exponent = Int(unit.dropFirst()) else { return nil }
    return (0, min(max(exponent, -1_000_000), 1_000_000))
  }

  private static func times1024(_ digits: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var carry = 0
    for digit in digits.reversed() {
      let value = Int(digit) * 1024 + carry
      result.append(UInt8(value % 10))
      carry = value / 10
    }
    while carry > 0 {
      result.append(UInt8(carry % 10))
      carry /= 10
    }
    return result.reversed()
  }

  /// The digits without the last `count`, rounded away from zero.
  private static func roundedUp(_ digits: [UInt8], without count: Int) -> [UInt8] {
    var kept = Array(digits.dropLast(count))
    guard digits.suffix(count).contains(where: { $0 != 0 }) else { return kept }
    var index = kept.count - 1
    while index >= 0, kept[index] == 9 {
      kept[index] = 0
      index -= 1
    }
    if index >= 0 { kept[index] += 1 } else { kept.insert(1, at: 0) }
    return kept
  }

  // MARK: What was meant

  private static func problem(_ text: String, _ parts: QuantityParts) -> TextProblem {
    if text.isEmpty { return TextProblem("is empty, and no amount", help: "write `500m` or `2Gi`") }
    let meant = parts.meant.flatMap { meant in (try? Quantity(meant)).map { _ in meant } }
    return TextProblem(
      "is no amount that Kubernetes reads",
      help: meant.map { "did you mean '\($0)'?" }
        ?? "write a number, and behind it at most one of m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei"
    )
  }
}

/// The pieces of an amount's text.
private struct QuantityParts {
  var isNegative = false
  /// Of the number, without its point.
  var digits: [UInt8] = []
  /// How many of them stand behind the point.
  var fractionCount = 0
  /// All that stands behind the number.
  var unit: String
  /// The number as text.
  private let number: String

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var index = 0
    if let sign = bytes.first, sign == 0x2B || sign == 0x2D {
      isNegative = sign == 0x2D
      index = 1
    }
    var hasPoint = false
    while index < bytes.count, bytes[index].isDecimalDigit || (bytes[index] == 0x2E && !hasPoint) {
      if bytes[index] == 0x2E {
        hasPoint = true
      } else {
        digits.append(bytes[index] - 0x30)
        fractionCount += hasPoint ? 1 : 0
      }
      index += 1
    }
    number = String(decoding: bytes[..<index], as: UTF8.self)
    unit = String(decoding: bytes[index...], as: UTF8.self)
  }

  /// The amount in the spelling that Kubernetes has for it: without blanks and `B`, in the case of its
  /// units, with a point for a comma.
  var meant: String? {
    guard !digits.isEmpty, unit.utf8.count < 20 else { return nil }
    var letters = unit.utf8.filter { $0 != 0x20 }.map { $0.isUpperCaseLetter ? $0 | 0x20 : $0 }
    if letters.first == 0x2C, letters.count > 1, letters[1].isDecimalDigit {
      let text = String(decoding: unit.utf8.dropFirst(), as: UTF8.self)
      return number + "." + text
    }
    for ending in ["bytes", "byte", "cores", "core", "cpus", "cpu", "b"]
    where letters.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      letters.removeLast(ending.utf8.count)
      break
    }
    switch String(decoding: letters, as: UTF8.self) {
    case "": return number
    case "k", "kilo": return number + "k"
    case "m", "mega": return number + "M"
    case "g", "giga": return number + "G"
    case "t", "tera": return number + "T"
    case "p": return number + "P"
    case "ki", "kibi": return number + "Ki"
    case "mi", "mebi": return number + "Mi"
    case "gi", "gibi": return number + "Gi"
    case "ti", "tebi": return number + "Ti"
    case "pi": return number + "Pi"
    case "ei": return number + "Ei"
    default: return nil
    }
  }
}
