import Glibc

/// Arithmetic: what `+ - * / // % **` make of numbers, texts, lists and tuples.
extension JinjaEvaluator {
  /// A number as Python's arithmetic sees it: `True` is 1.
  enum Number {
    case integer(Int)
    case big(BigInteger)
    case float(Double)

    init?(_ value: JinjaValue) {
      switch value {
      case .boolean(let value): self = .integer(value ? 1 : 0)
      case .integer(let value): self = .integer(value)
      case .big(let value): self = .big(value)
      case .float(let value): self = .float(value)
      case .undefined, .later, .null, .string, .markup, .list, .tuple, .dictionary, .object:
        return nil
      }
    }

    /// `nil` for a float.
    var whole: BigInteger? {
      switch self {
      case .integer(let value): BigInteger(value)
      case .big(let value): value
      case .float: nil
      }
    }

    var double: Double {
      switch self {
      case .integer(let value): Double(value)
      case .big(let value): value.double
      case .float(let value): value
      }
    }

    /// Python refuses to make a float of a number that is too large.
    func float() throws(TemplateFailure) -> Double {
      let value = double
      if case .big = self, value.isInfinite {
        throw .error("OverflowError", "int too large to convert to float")
      }
      return value
    }
  }

  func binary(
    _ sign: JinjaNode.BinaryOperator, _ left: JinjaValue, _ right: JinjaValue
  ) throws(TemplateFailure) -> JinjaValue {
    if case .undefined(let undefined) = left { throw undefined.failure }
    if sign == .remainder, let format = left.text {
      return try percentFormat(format, right, isMarkup: left.isMarkup)
    }
    if case .undefined(let undefined) = right { throw undefined.failure }
    if let first = Number(left), let second = Number(right) {
      return try arithmetic(sign, first, second)
    }
    switch sign {
    case .add: if let sum = try joined(left, right) { return sum }
    case .multiply:
      if let product = try repeated(left, right) { return product }
      if let product = try repeated(right, left) { return product }
    case .subtract, .divide, .floorDivide, .remainder, .power, .and, .or: break
    }
    throw unsupported(sign, left, right)
  }

  private func unsupported(
    _ sign: JinjaNode.BinaryOperator, _ left: JinjaValue, _ right: JinjaValue
  ) -> TemplateFailure {
    if case .later(let name) = left { return TemplateFailure(.later(name: name)) }
    if case .later(let name) = right { return TemplateFailure(.later(name: name)) }
    let (first, second) = (left.typeName, right.typeName)
    if sign == .add {
      switch left {
      case .string: return .type("can only concatenate str (not \"\(second)\") to str")
      case .list: return .type("can only concatenate list (not \"\(second)\") to list")
      case .tuple: return .type("can only concatenate tuple (not \"\(second)\") to tuple")
      default: break
      }
    }
    if sign == .multiply {
      for (one, other) in [(left, second), (right, first)] {
        switch one {
        case .string, .list, .tuple:
          return .type("can't multiply sequence by non-int of type '\(other)'")
        default: break
        }
      }
    }
    let words = sign == .power ? "** or pow()" : sign.text
    return .type("unsupported operand type(s) for \(words): '\(first)' and '\(second)'")
  }

  private func joined(
    _ left: JinjaValue, _ right: JinjaValue
  ) throws(TemplateFailure) -> JinjaValue? {
    switch (left, right) {
    case (.string(let first), .string(let second)):
      try spend(first.count + second.count)
      return .string(first + second)
    case (.markup, _) where right.text != nil, (_, .markup) where left.text != nil:
      return .markup(try escaped(left) + escaped(right))
    case (.list(let first), .list(let second)):
      try spend(first.items.count + second.items.count)
      return .list(JinjaList(first.items + second.items))
    case (.tuple(let first), .tuple(let second)):
      try spend(first.count + second.count)
      return .tuple(first + second)
    default: return nil
    }
  }

  private func repeated(
    _ value: JinjaValue, _ count: JinjaValue
  ) throws(TemplateFailure) -> JinjaValue? {
    let times: Int
    switch Number(count) {
    case .integer(let value): times = value
    case .big where value.text != nil || value.isArray:
      throw .error("OverflowError", "cannot fit 'int' into an index-sized integer")
    case .big, .float, nil: return nil
    }
    func many<Element>(_ items: [Element]) throws(TemplateFailure) -> [Element] {
      let count = max(0, times).multipliedReportingOverflow(by: items.count)
      guard !count.overflow else { throw .undecided("a value that is too large") }
      try spend(count.partialValue)
      return count.partialValue == 0
        ? [] : Array(repeatElement(items, count: max(0, times)).joined())
    }
    switch value {
    case .string(let text): return .string(try many(text))
    case .markup(let text): return .markup(try many(text))
    case .list(let list): return .list(JinjaList(try many(list.items)))
    case .tuple(let items): return .tuple(try many(items))
    case .undefined, .later, .null, .boolean, .integer, .big, .float, .dictionary, .object:
      return nil
    }
  }

  func arithmetic(
    _ sign: JinjaNode.BinaryOperator, _ left: Number, _ right: Number
  ) throws(TemplateFailure) -> JinjaValue {
    if case .integer(let first) = left, case .integer(let second) = right,
      let result = try smallArithmetic(sign, first, second)
    {
      return result
    }
    if let first = left.whole, let second = right.whole {
      return try bigArithmetic(sign, first, second)
    }
    return .float(try floatArithmetic(sign, left.float(), right.float()))
  }

  /// `nil` where `Int` is too small for the result.
  private func smallArithmetic(
    _ sign: JinjaNode.BinaryOperator, _ left: Int, _ right: Int
  ) throws(TemplateFailure) -> JinjaValue? {
    let result: (partialValue: Int, overflow: Bool)
    switch sign {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .floorDivide, .remainder:
      guard right != 0 else {
        throw .error(
          "ZeroDivisionError",
          "integer \(sign == .remainder ? "modulo" : "division or modulo") by zero")
      }
      guard right != -1 || left != Int.min else { return nil }
      let (quotient, rest) = left.quotientAndRemainder(dividingBy: right)
      let isRoundedUp = rest != 0 && (rest < 0) != (right < 0)
      if sign == .remainder { return .integer(isRoundedUp ? rest + right : rest) }
      return .integer(isRoundedUp ? quotient - 1 : quotient)
    case .divide:
      guard right != 0 else { throw .error("ZeroDivisionError", "division by zero") }
      guard left.magnitude < 1 << 53, right.magnitude < 1 << 53 else { return nil }
      return .float(Double(left) / Double(right))
    case .power, .and, .or: return nil
    }
    return result.overflow ? nil : .integer(result.partialValue)
  }

  private func bigArithmetic(
    _ sign: JinjaNode.BinaryOperator, _ left: BigInteger, _ right: BigInteger
  ) throws(TemplateFailure) -> JinjaValue {
    try spend(left.words.count * (right.words.count + 1))
    switch sign {
    case .add: return .integer(left + right)
    case .subtract: return .integer(left - right)
    case .multiply: return .integer(left * right)
    case .floorDivide, .remainder:
      try spend(left.words.count * 32 * (right.words.count + 1))
      guard let (quotient, rest) = left.dividedDown(by: right) else {
        throw .error("ZeroDivisionError", "integer division or modulo by zero")
      }
      return .integer(sign == .remainder ? rest : quotient)
    case .divide:
      guard !right.isZero else { throw .error("ZeroDivisionError", "division by zero") }
      guard left.bitWidth <= 53, right.bitWidth <= 53 else {
        throw .undecided("a quotient of whole numbers beyond 53 bits")
      }
      return .float(left.double / right.double)
    case .power: return try power(left, right)
    case .and, .or: throw .undecided("no arithmetic")
    }
  }

  private func power(
    _ base: BigInteger, _ exponent: BigInteger
  ) throws(TemplateFailure) -> JinjaValue {
    if exponent.isNegative {
      if base.isZero {
        throw .error("ZeroDivisionError", "0.0 cannot be raised to a negative power")
      }
      return .float(pow(base.double, exponent.double))
    }
    guard let count = exponent.int, base.bitWidth <= 1 || count <= 40_000 else {
      throw .undecided("a power that is too large")
    }
    if base.bitWidth <= 1 {
      if base.isZero { return .integer(count == 0 ? 1 : 0) }
      return .integer(base.isNegative && count % 2 == 1 ? -1 : 1)
    }
    guard base.bitWidth * count <= 200_000 else { throw .undecided("a power that is too large") }
    try spend(base.bitWidth * count)
    var result = BigInteger(1)
    var square = base
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return .integer(result)
  }

  private func floatArithmetic(
    _ sign: JinjaNode.BinaryOperator, _ left: Double, _ right: Double
  ) throws(TemplateFailure) -> Double {
    switch sign {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide:
      guard right != 0 else { throw .error("ZeroDivisionError", "float division by zero") }
      return left / right
    case .floorDivide, .remainder:
      guard right != 0 else {
        throw .error(
          "ZeroDivisionError", sign == .remainder ? "float modulo" : "float floor division by zero")
      }
      // As `float_divmod` of CPython.
      var rest = fmod(left, right)
      var quotient = (left - rest) / right
      if rest != 0 {
        if (right < 0) != (rest < 0) {
          rest += right
          quotient -= 1
        }
      } else {
        rest = Double(signOf: right, magnitudeOf: 0)
      }
      if sign == .remainder { return rest }
      guard quotient != 0 else { return Double(signOf: left / right, magnitudeOf: 0) }
      let whole = quotient.rounded(.down)
      return quotient - whole > 0.5 ? whole + 1 : whole
    case .power:
      if left == 0, right < 0 {
        throw .error("ZeroDivisionError", "0.0 cannot be raised to a negative power")
      }
      if left < 0, left.isFinite, right.isFinite, right != right.rounded(.down) {
        throw .undecided("a complex number")
      }
      let result = pow(left, right)
      if result.isInfinite, left.isFinite, right.isFinite {
        throw .error("OverflowError", "(34, 'Numerical result out of range')")
      }
      return result
    case .and, .or: throw .undecided("no arithmetic")
    }
  }

  func unary(
    _ sign: JinjaNode.UnaryOperator, _ value: JinjaValue
  ) throws(TemplateFailure) -> JinjaValue {
    if sign == .not { return .boolean(!(try isTrue(value))) }
    if case .undefined(let undefined) = value { throw undefined.failure }
    guard let number = Number(value) else {
      throw .type(
        "bad operand type for unary \(sign == .negative ? "-" : "+"): '\(value.typeName)'")
    }
    switch number {
    case .float(let value): return .float(sign == .negative ? -value : value)
    case .integer(let value):
      if sign == .positive { return .integer(value) }
      return .integer(BigInteger(value).negated)
    case .big(let value): return .integer(sign == .negative ? value.negated : value)
    }
  }
}

extension JinjaNode.BinaryOperator {
  /// As it is written.
  var text: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .remainder: "%"
    case .power: "**"
    case .and: "and"
    case .or: "or"
    }
  }
}

extension JinjaValue {
  /// A list or a tuple.
  fileprivate var isArray: Bool {
    switch self {
    case .list, .tuple: true
    default: false
    }
  }
}
