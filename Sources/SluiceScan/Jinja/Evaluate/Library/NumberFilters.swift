/// The filters of numbers.
extension JinjaEvaluator {
  func numberFilter(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue? {
    let value = call.value
    switch call.name {
    case "abs":
      _ = try call.bound([])
      switch Number(value) {
      case .integer(let value): return .integer(BigInteger(value).magnitude)
      case .big(let value): return .integer(value.magnitude)
      case .float(let value): return .float(value.magnitude)
      case nil: throw .type("bad operand type for abs(): '\(value.typeName)'")
      }
    case "int":
      let bound = try call.bound(["default", "base"])
      let base = try bound[1].map { (value) throws(TemplateFailure) in try index(value) } ?? 10
      return try wholeNumber(value, base) ?? bound[0] ?? .integer(0)
    case "float":
      let standard = try call.bound(["default"])[0] ?? .float(0)
      if case .undefined(let undefined) = value { throw undefined.failure }
      if let text = value.text { return floatValue(text).map { .float($0) } ?? standard }
      guard let number = Number(value) else { return standard }
      return .float(try number.float())
    case "round": return try rounded(call)
    case "filesizeformat": return .string(try fileSize(call))
    default: return nil
    }
  }

  /// Python's `int`, as the filter uses it; `nil` where the default takes its place.
  private func wholeNumber(
    _ value: JinjaValue, _ base: Int
  ) throws(TemplateFailure) -> JinjaValue? {
    if case .undefined(let undefined) = value { throw undefined.failure }
    if let text = value.text {
      if let whole = integerValue(text, base: base) { return .integer(whole) }
      guard let float = floatValue(text) else { return nil }
      return BigInteger(exactly: float.rounded(.towardZero)).map { .integer($0) }
    }
    switch Number(value) {
    case .integer(let value): return .integer(value)
    case .big(let value): return .big(value)
    case .float(let value):
      if value.isInfinite {
        throw .error("OverflowError", "cannot convert float infinity to integer")
      }
      return BigInteger(exactly: value.rounded(.towardZero)).map { .integer($0) }
    case nil: return nil
    }
  }

  private func rounded(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["precision", "method"])
    let method = bound[1]?.text.map { String(scalars: $0) } ?? (bound[1] == nil ? "common" : "")
    guard ["common", "ceil", "floor"].contains(method) else {
      throw .error("FilterArgumentError", "method must be common, ceil or floor")
    }
    if case .undefined(let undefined) = call.value {
      throw method == "common"
        ? .type("type \(call.value.typeName) doesn't define __round__ method") : undefined.failure
    }
    let precision = bound[0] ?? .integer(0)
    guard let number = Number(call.value) else {
      guard method == "common" else {
        throw .type("must be real number, not \(call.value.typeName)")
      }
      throw .type("type \(call.value.typeName) doesn't define __round__ method")
    }
    if method == "common" {
      let digits = try index(precision)
      switch number {
      case .integer, .big: return try roundedWhole(number.whole ?? BigInteger(0), digits)
      case .float(let value): return .float(roundedFloat(value, digits))
      }
    }
    let scale = try binary(.power, .integer(10), precision)
    let scaled = try binary(.multiply, call.value, scale)
    guard let product = Number(scaled) else { return scaled }
    var whole: JinjaValue = scaled
    if case .float(let value) = product {
      let edge = value.rounded(method == "ceil" ? .up : .down)
      guard let exact = BigInteger(exactly: edge) else {
        throw value.isNaN
          ? .value("cannot convert float NaN to integer")
          : .error("OverflowError", "cannot convert float infinity to integer")
      }
      whole = .integer(exact)
    }
    return try binary(.divide, whole, scale)
  }

  /// Half to even at a negative number of digits.
  private func roundedWhole(
    _ value: BigInteger, _ digits: Int
  ) throws(TemplateFailure) -> JinjaValue {
    guard digits < 0 else { return .integer(value) }
    guard -digits < 1000 else { return .integer(0) }
    guard case let power = try binary(.power, .integer(10), .integer(-digits)),
      let unit = Number(power)?.whole, let (quotient, rest) = value.dividedDown(by: unit)
    else { return .integer(0) }
    let doubled = rest + rest
    let isUp = doubled > unit || (doubled == unit && quotient.isOdd)
    return .integer((isUp ? quotient + BigInteger(1) : quotient) * unit)
  }

  private func roundedFloat(_ value: Double, _ digits: Int) -> Double {
    guard value.isFinite, digits <= 323 else { return value }
    if digits < -308 { return Double(signOf: value, magnitudeOf: 0) }
    if digits >= 0 { return Double(printed(value, "f", precision: digits)) ?? value }
    // A power of ten above one: the quotient of whole numbers is exact.
    guard let whole = BigInteger(exactly: value.rounded(.towardZero)),
      let unit = BigInteger("1" + String(repeating: "0", count: -digits)),
      let (quotient, rest) = whole.magnitude.dividedDown(by: unit)
    else { return value }
    let hasFraction = value != value.rounded(.towardZero)
    let doubled = rest + rest
    let isUp = doubled > unit || (doubled == unit && (quotient.isOdd || hasFraction))
    let result = ((isUp ? quotient + BigInteger(1) : quotient) * unit).double
    return Double(signOf: value, magnitudeOf: result)
  }

  private func fileSize(_ call: FilterCall) throws(TemplateFailure) -> String {
    let isBinary =
      try call.bound(["binary"])[0].map { (flag) throws(TemplateFailure) in try isTrue(flag) }
      ?? false
    var size: Double
    if case .undefined(let undefined) = call.value { throw undefined.failure }
    if let text = call.value.text {
      guard let value = floatValue(text) else {
        throw .value(
          "could not convert string to float: \(String(scalars: stringRepresentation(text)))")
      }
      size = value
    } else {
      guard let number = Number(call.value) else {
        throw .type(
          "float() argument must be a string or a real number, not '\(call.value.typeName)'")
      }
      size = try number.float()
    }
    let base: Double = isBinary ? 1024 : 1000
    if size == 1 { return "1 Byte" }
    if size < base {
      guard let whole = BigInteger(exactly: size.rounded(.towardZero)) else {
        throw .error("OverflowError", "cannot convert float infinity to integer")
      }
      return "\(whole.text) Bytes"
    }
    if size.isNaN { return "nan \(isBinary ? "YiB" : "YB")" }
    var unit = base * base
    for (index, letter) in "kMGTPEZY".enumerated() {
      if size < unit || index == 7 {
        let prefix = isBinary ? "\(letter.uppercased())iB" : "\(letter)B"
        return "\(printed(base * size / unit, "f", precision: 1)) \(prefix)"
      }
      unit *= base
    }
    return ""
  }
}
