/// The filters of Jinja 3.1, by name.
extension JinjaEvaluator {
  func filter(
    _ name: String, _ value: JinjaValue, _ arguments: JinjaArguments
  ) throws(TemplateFailure) -> JinjaValue {
    try step()
    let call = FilterCall(name: name, value: value, arguments: arguments)
    if let result = try textFilter(call) { return result }
    if let result = try numberFilter(call) { return result }
    if let result = try sequenceFilter(call) { return result }
    if let result = try selectingFilter(call) { return result }
    if let result = try markupFilter(call) { return result }
    throw .error("TemplateRuntimeError", "No filter named '\(name)' found.")
  }

  private func textFilter(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue? {
    let value = call.value
    switch call.name {
    case "upper", "lower", "capitalize":
      _ = try call.bound([])
      let text = try soft(value)
      guard let method = stringMethod(call.name, of: text) else { return nil }
      return try self.call(method, JinjaArguments())
    case "title":
      _ = try call.bound([])
      return .string(titled(try text(of: value)))
    case "trim":
      let characters = try call.bound(["chars"])[0] ?? .null
      guard let method = stringMethod("strip", of: try soft(value)) else { return nil }
      return try self.call(method, JinjaArguments(positional: [characters]))
    case "center":
      let width = try call.bound(["width"])[0] ?? .integer(80)
      guard let method = stringMethod("center", of: try soft(value)) else { return nil }
      return try self.call(method, JinjaArguments(positional: [width]))
    case "string":
      _ = try call.bound([])
      return try soft(value)
    case "replace":
      let bound = try call.bound(["old", "new", "count"], required: 2)
      var count = -1
      if let value = bound[2], !value.isNull { count = try index(value) }
      let (old, new) = (bound[0] ?? .null, bound[1] ?? .null)
      guard escapes else {
        return .string(
          try replaced(text(of: value), text(of: old), by: text(of: new), count))
      }
      let isSafe = value.isMarkup || old.isMarkup || new.isMarkup
      let base = try isSafe ? escaped(value) : text(of: value)
      let replacement = try isSafe ? escaped(new) : text(of: new)
      let result = try replaced(base, text(of: old), by: replacement, count)
      return isSafe ? .markup(result) : .string(result)
    case "format":
      if !call.arguments.keywords.isEmpty {
        guard call.arguments.positional.isEmpty else {
          throw .error(
            "FilterArgumentError",
            "can't handle positional and keyword arguments at the same time")
        }
        let dictionary = JinjaDictionary()
        for keyword in call.arguments.keywords {
          try dictionary.set(.string(keyword.name), keyword.value)
        }
        return try percentFormat(text(of: value), .dictionary(dictionary), isMarkup: value.isMarkup)
      }
      return try percentFormat(
        text(of: value), .tuple(call.arguments.positional), isMarkup: value.isMarkup)
    case "indent": return try indented(call)
    case "truncate": return try truncated(call)
    case "wordcount":
      _ = try call.bound([])
      return .integer(try text(of: value).words.count)
    case "wordwrap": return try wrapped(call)
    case "default", "d":
      let bound = try call.bound(["default_value", "boolean"])
      let standard = bound[0] ?? .string("")
      if value.isUndefined { return standard }
      guard try flag(bound[1]) else { return value }
      return try isTrue(value) ? value : standard
    case "pprint":
      _ = try call.bound([])
      return .string(try prettyText(value))
    default: return nil
    }
  }

  /// Markupsafe's `soft_str`: safe text stays safe.
  func soft(_ value: JinjaValue) throws(TemplateFailure) -> JinjaValue {
    value.text == nil ? .string(try text(of: value)) : value
  }

  /// Jinja's own `title`: words begin behind blanks, hyphens and brackets.
  private func titled(_ text: JinjaText) -> JinjaText {
    func parts(_ scalar: Unicode.Scalar) -> Bool {
      isJinjaBlank(scalar) || ["-", "(", "{", "[", "<"].contains(scalar)
    }
    var result: JinjaText = []
    for word in text.runs(parts) {
      result += word.prefix(1).uppercaseText
      result += Array(word.dropFirst()).lowercased
    }
    return result
  }

  private func indented(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["width", "first", "blank"])
    let width = bound[0] ?? .integer(4)
    let isFirst = try bound[1].map { (flag) throws(TemplateFailure) in try isTrue(flag) } ?? false
    let isBlank = try bound[2].map { (flag) throws(TemplateFailure) in try isTrue(flag) } ?? false
    let indent: JinjaText
    if let text = width.text {
      indent = text
    } else {
      indent = try padded([], to: index(width), with: " ", .left)
    }
    guard let text = call.value.text else {
      switch call.value {
      case .undefined(let undefined): throw undefined.failure
      case .list:
        throw .error("AttributeError", "'list' object has no attribute 'splitlines'")
      default:
        throw .type("unsupported operand type(s) for +=: '\(call.value.typeName)' and 'str'")
      }
    }
    let lines = (text + ["\n"]).lines()
    var result: JinjaText = isFirst ? indent : []
    for (index, line) in lines.enumerated() {
      try spend(line.count + indent.count)
      if index > 0 {
        result.append("\n")
        if isBlank || !line.isEmpty { result += indent }
      }
      result += line
    }
    return call.value.isMarkup ? .markup(result) : .string(result)
  }

  private func truncated(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue {
    let bound = try call.bound(["length", "killwords", "end", "leeway"])
    let length = try bound[0].map { (value) throws(TemplateFailure) in try index(value) } ?? 255
    let kills = try bound[1].map { (flag) throws(TemplateFailure) in try isTrue(flag) } ?? false
    let end = bound[2] ?? .string("...")
    var leeway = 5
    if let value = bound[3], !value.isNull { leeway = try index(value) }
    let endCount = try self.length(of: end)
    guard length >= endCount else {
      throw .error("AssertionError", "expected length >= \(endCount), got \(length)")
    }
    guard leeway >= 0 else { throw .error("AssertionError", "expected leeway >= 0, got \(leeway)") }
    let count = try self.length(of: call.value)
    if count <= length || count - length <= leeway { return call.value }
    guard let text = call.value.text else {
      throw .type("'\(call.value.typeName)' cannot be truncated")
    }
    guard let mark = end.text else {
      throw .type("can only concatenate str (not \"\(end.typeName)\") to str")
    }
    var kept = Array(text.prefix(length - endCount))
    if !kills, let blank = kept.lastOffset(of: [" "]) { kept = Array(kept[..<blank]) }
    let isMarkup = call.value.isMarkup
    return isMarkup ? .markup(kept + (try escaped(end))) : .string(kept + mark)
  }

  // MARK: Numbers

  private func numberFilter(_ call: FilterCall) throws(TemplateFailure) -> JinjaValue? {
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

/// A call of a filter.
struct FilterCall {
  let name: String
  let value: JinjaValue
  let arguments: JinjaArguments

  func bound(_ names: [String], required: Int = 0) throws(TemplateFailure) -> [JinjaValue?] {
    try arguments.bound("do_\(name)", names, required: required)
  }
}

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

extension ArraySlice<Unicode.Scalar> {
  fileprivate var uppercaseText: JinjaText { Array(self).uppercased }
}

extension JinjaText {
  /// The text cut where a scalar that fits stands beside one that does not; all pieces are kept.
  func runs(_ fits: (Unicode.Scalar) -> Bool) -> [JinjaText] {
    var runs: [JinjaText] = []
    var last: Bool?
    for scalar in self {
      let isFit = fits(scalar)
      if isFit == last { runs[runs.count - 1].append(scalar) } else { runs.append([scalar]) }
      last = isFit
    }
    return runs
  }

  /// What `\w+` finds.
  var words: [JinjaText] {
    runs { isPythonWord($0) }.filter { $0.first.map(isPythonWord) ?? false }
  }
}

/// `\w`
func isPythonWord(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || scalar.isPythonAlpha || scalar.properties.numericType != nil
}
