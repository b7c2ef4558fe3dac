/// A whole number of any size, as far as Python programs in templates need one: sums, products, powers,
/// quotients, and its digits. Schoolbook arithmetic; the evaluator bounds the size.
struct BigInteger: Hashable, Comparable {
  private(set) var isNegative: Bool
  /// Least significant first, no zero at the end; empty is zero.
  private(set) var words: [UInt32]

  private init(isNegative: Bool, words: [UInt32]) {
    var words = words
    while words.last == 0 { words.removeLast() }
    self.words = words
    self.isNegative = isNegative && !words.isEmpty
  }

  init(_ value: Int) {
    let magnitude = UInt64(value.magnitude)
    self.init(
      isNegative: value < 0,
      words: [UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32)])
  }

  /// `nil` for what is no whole number.
  init?(exactly value: Double) {
    guard value.isFinite, value == value.rounded(.towardZero) else { return nil }
    guard value != 0 else {
      self.init(0)
      return
    }
    var words: [UInt32] = []
    let shift = Int(value.exponent) - 52
    let significand = value.significandBitPattern | (1 << 52)
    if shift <= 0 {
      let whole = significand >> UInt64(min(63, -shift))
      words = [UInt32(truncatingIfNeeded: whole), UInt32(truncatingIfNeeded: whole >> 32)]
    } else {
      words = [UInt32](repeating: 0, count: shift / 32)
      let bits = UInt64(shift % 32)
      words.append(UInt32(truncatingIfNeeded: significand << bits))
      words.append(UInt32(truncatingIfNeeded: (significand << bits) >> 32))
      words.append(bits == 0 ? 0 : UInt32(truncatingIfNeeded: significand >> (64 - bits)))
    }
    self.init(isNegative: value < 0, words: words)
  }

  /// Digits of a base up to 36, with an optional sign; `nil` for anything else.
  init?(_ text: some StringProtocol, radix: UInt32 = 10) {
    var digits = text.utf8[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var words: [UInt32] = []
    for digit in digits {
      guard let value = radixDigit(digit), value < radix else { return nil }
      var carry = UInt64(value)
      for index in words.indices {
        let product = UInt64(words[index]) * UInt64(radix) + carry
        words[index] = UInt32(truncatingIfNeeded: product)
        carry = product >> 32
      }
      if carry > 0 { words.append(UInt32(carry)) }
    }
    self.init(isNegative: isNegative, words: words)
  }

  var isZero: Bool { words.isEmpty }
  var isOdd: Bool { (words.first ?? 0) & 1 == 1 }
  var negated: BigInteger { BigInteger(isNegative: !isNegative, words: words) }
  var magnitude: BigInteger { BigInteger(isNegative: false, words: words) }
  var bitWidth: Int { words.isEmpty ? 0 : words.count * 32 - (words.last ?? 0).leadingZeroBitCount }

  /// `nil` where `Int` is too small.
  var int: Int? {
    guard words.count <= 2 else { return nil }
    let low = UInt64(words.first ?? 0)
    let magnitude = words.count == 2 ? UInt64(words[1]) << 32 | low : low
    if isNegative { return magnitude <= 1 << 63 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
    return Int(exactly: magnitude)
  }

  /// The nearest number; infinite where there is none.
  var double: Double { Double(text) ?? .infinity }

  var text: String { text(radix: 10) }

  /// Lower case digits. O(n²).
  func text(radix: UInt32) -> String {
    guard !words.isEmpty else { return "0" }
    var rest = words
    var digits: [UInt8] = []
    while !rest.isEmpty {
      let digit = BigInteger.divide(&rest, by: radix)
      digits.append(UInt8(digit < 10 ? 0x30 + digit : 0x61 + digit - 10))
    }
    if isNegative { digits.append(UInt8(ascii: "-")) }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }

  static func < (left: BigInteger, right: BigInteger) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let order = compare(left.words, right.words)
    return left.isNegative ? order > 0 : order < 0
  }

  static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if left.isNegative == right.isNegative {
      return BigInteger(isNegative: left.isNegative, words: add(left.words, right.words))
    }
    if compare(left.words, right.words) >= 0 {
      return BigInteger(isNegative: left.isNegative, words: subtract(left.words, right.words))
    }
    return BigInteger(isNegative: right.isNegative, words: subtract(right.words, left.words))
  }

  static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + right.negated }

  static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    var words = [UInt32](repeating: 0, count: left.words.count + right.words.count)
    for (first, a) in left.words.enumerated() {
      var carry: UInt64 = 0
      for (second, b) in right.words.enumerated() {
        let sum = UInt64(a) * UInt64(b) + UInt64(words[first + second]) + carry
        words[first + second] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      words[first + right.words.count] = UInt32(carry)
    }
    return BigInteger(isNegative: left.isNegative != right.isNegative, words: words)
  }

  /// Rounded down, as Python's `//` and `%`; `nil` if `divisor` is zero.
  func dividedDown(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger)? {
    guard !divisor.isZero else { return nil }
    var quotient = [UInt32](repeating: 0, count: words.count)
    var rest = BigInteger(0)
    // Bit by bit: the numbers of templates are short.
    for bit in stride(from: words.count * 32 - 1, through: 0, by: -1) {
      rest = rest.doubled(adding: (words[bit / 32] >> UInt32(bit % 32)) & 1)
      if BigInteger.compare(rest.words, divisor.words) >= 0 {
        rest = BigInteger(
          isNegative: false, words: BigInteger.subtract(rest.words, divisor.words))
        quotient[bit / 32] |= 1 << UInt32(bit % 32)
      }
    }
    var result = BigInteger(isNegative: isNegative != divisor.isNegative, words: quotient)
    if isNegative != divisor.isNegative, !rest.isZero {
      result = BigInteger(isNegative: true, words: quotient) - BigInteger(1)
      rest = BigInteger(isNegative: false, words: BigInteger.subtract(divisor.words, rest.words))
    }
    return (result, BigInteger(isNegative: divisor.isNegative, words: rest.words))
  }

  private func doubled(adding bit: UInt32) -> BigInteger {
    var carry = bit
    var doubled = words
    for index in doubled.indices {
      let next = doubled[index] >> 31
      doubled[index] = doubled[index] << 1 | carry
      carry = next
    }
    if carry > 0 { doubled.append(carry) }
    return BigInteger(isNegative: false, words: doubled)
  }

  private static func compare(_ left: [UInt32], _ right: [UInt32]) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for index in left.indices.reversed() where left[index] != right[index] {
      return left[index] < right[index] ? -1 : 1
    }
    return 0
  }

  private static func add(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var sum: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(left.count, right.count) {
      carry += index < left.count ? UInt64(left[index]) : 0
      carry += index < right.count ? UInt64(right[index]) : 0
      sum.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    if carry > 0 { sum.append(UInt32(carry)) }
    return sum
  }

  /// `left` is not the smaller one.
  private static func subtract(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var rest = left
    var borrow: Int64 = 0
    for index in rest.indices {
      var difference = Int64(rest[index]) - borrow
      difference -= index < right.count ? Int64(right[index]) : 0
      borrow = difference < 0 ? 1 : 0
      rest[index] = UInt32(truncatingIfNeeded: difference)
    }
    return rest
  }

  /// Divides in place; gives the remainder.
  private static func divide(_ words: inout [UInt32], by divisor: UInt32) -> UInt32 {
    var rest: UInt64 = 0
    for index in words.indices.reversed() {
      let value = rest << 32 | UInt64(words[index])
      words[index] = UInt32(value / UInt64(divisor))
      rest = value % UInt64(divisor)
    }
    while words.last == 0 { words.removeLast() }
    return UInt32(rest)
  }
}

/// The value of a digit or a letter: `a` is 10.
func radixDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x5A: UInt32(byte - 0x41) + 10
  case 0x61...0x7A: UInt32(byte - 0x61) + 10
  default: nil
  }
}
