/// Python's `format % values`.
extension JinjaEvaluator {
  func percentFormat(
    _ format: JinjaText, _ values: JinjaValue, isMarkup: Bool
  ) throws(TemplateFailure) -> JinjaValue {
    var reader = PercentReader(format: format, values: values, isMarkup: isMarkup, self)
    let text = try reader.result()
    return isMarkup ? .markup(text) : .string(text)
  }
}

/// The shape of one converted value: what stands between `%` and its letter, or behind a `:`.
struct FieldShape {
  var fill: Unicode.Scalar = " "
  /// `<`, `>`, `^` or `=`; `nil` is the type's own.
  var alignment: Unicode.Scalar?
  /// `+`, `-` or a blank.
  var sign: Unicode.Scalar = "-"
  /// `#`
  var isAlternate = false
  var width = 0
  /// `,` or `_`.
  var grouping: Unicode.Scalar?
  var precision: Int?
  /// The letter; `nil` where none is given.
  var type: Unicode.Scalar?
}

private struct PercentReader {
  private let format: JinjaText
  private let values: JinjaValue
  private let isMarkup: Bool
  private let evaluator: JinjaEvaluator
  private var index = 0
  private var next = 0
  private var usesKeys = false

  init(format: JinjaText, values: JinjaValue, isMarkup: Bool, _ evaluator: JinjaEvaluator) {
    self.format = format
    self.values = values
    self.isMarkup = isMarkup
    self.evaluator = evaluator
  }

  mutating func result() throws(TemplateFailure) -> JinjaText {
    var result: JinjaText = []
    while index < format.count {
      let scalar = format[index]
      index += 1
      guard scalar == "%" else {
        result.append(scalar)
        continue
      }
      let part = try conversion()
      try evaluator.spend(part.count)
      result += part
    }
    if case .tuple(let items) = values {
      if next < items.count, !usesKeys {
        throw .type("not all arguments converted during string formatting")
      }
    } else if next == 0, !usesKeys, !isMapping {
      throw .type("not all arguments converted during string formatting")
    }
    try evaluator.spend(result.count)
    return result
  }

  /// What may be given and never used: all that has items and is neither a text nor a tuple.
  private var isMapping: Bool {
    switch values {
    case .dictionary, .list: true
    case .object(let object): object.isMapping || object.isSequence
    case .undefined: true
    case .later, .null, .boolean, .integer, .big, .float, .string, .markup, .tuple: false
    }
  }

  private mutating func argument() throws(TemplateFailure) -> JinjaValue {
    defer { next += 1 }
    if case .tuple(let items) = values {
      guard next < items.count else {
        throw .type("not enough arguments for format string")
      }
      return items[next]
    }
    guard next == 0 else { throw .type("not enough arguments for format string") }
    return values
  }

  private mutating func peekOrFail() throws(TemplateFailure) -> Unicode.Scalar {
    guard index < format.count else { throw .value("incomplete format") }
    return format[index]
  }

  private mutating func conversion() throws(TemplateFailure) -> JinjaText {
    var shape = FieldShape()
    var key: JinjaText?
    if try peekOrFail() == "%" {
      index += 1
      return ["%"]
    }
    if try peekOrFail() == "(" {
      key = try parenthesized()
    }
    flags: while true {
      switch try peekOrFail() {
      case "-": shape.alignment = "<"
      case "+": shape.sign = "+"
      case " ": if shape.sign != "+" { shape.sign = " " }
      case "#": shape.isAlternate = true
      case "0": shape.fill = "0"
      default: break flags
      }
      index += 1
    }
    if let width = try number() {
      if width < 0 { shape.alignment = "<" }
      shape.width = Int(clamping: width.magnitude)
    }
    if try peekOrFail() == "." {
      index += 1
      shape.precision = max(0, try number() ?? 0)
    }
    while ["h", "l", "L"].contains(try peekOrFail()) { index += 1 }
    let letter = try peekOrFail()
    index += 1
    var value: JinjaValue
    if let key {
      usesKeys = true
      guard let found = try item(key) else {
        throw .error("KeyError", String(scalars: stringRepresentation(key)))
      }
      value = found
    } else {
      value = try argument()
    }
    return try evaluator.converted(value, letter, at: index - 1, shape, isMarkup: isMarkup)
  }

  private func item(_ key: JinjaText) throws(TemplateFailure) -> JinjaValue? {
    switch values {
    case .dictionary(let dictionary): return try dictionary.value(.string(key))
    case .object(let object) where object.isMapping:
      return try object.item(.string(key), evaluator)
    case .undefined(let undefined): throw undefined.failure
    default: throw .type("format requires a mapping")
    }
  }

  private mutating func parenthesized() throws(TemplateFailure) -> JinjaText {
    index += 1
    let start = index
    var depth = 1
    while index < format.count {
      if format[index] == "(" { depth += 1 }
      if format[index] == ")" { depth -= 1 }
      index += 1
      if depth == 0 { return Array(format[start..<index - 1]) }
    }
    throw .value("incomplete format key")
  }

  private mutating func number() throws(TemplateFailure) -> Int? {
    if try peekOrFail() == "*" {
      index += 1
      guard let number = JinjaEvaluator.Number(try argument()), case .integer(let value) = number
      else { throw .type("* wants int") }
      return value
    }
    var value: Int?
    while index < format.count, let digit = format[index].asciiDigit {
      value = (value ?? 0) * 10 + digit
      guard value ?? 0 < 1 << 31 else { throw .value("width too big") }
      index += 1
    }
    return value
  }
}

extension JinjaEvaluator {
  /// One value as a `%` conversion writes it.
  fileprivate func converted(
    _ value: JinjaValue, _ letter: Unicode.Scalar, at index: Int, _ shape: FieldShape,
    isMarkup: Bool
  ) throws(TemplateFailure) -> JinjaText {
    var shape = shape
    switch letter {
    case "s", "r", "a":
      var text = try letter == "s" ? text(of: value) : representation(of: value)
      if letter == "a" { text = asciiText(text) }
      if isMarkup { text = try letter == "s" ? escaped(value) : escapedForHTML(text) }
      if let precision = shape.precision { text = Array(text.prefix(precision)) }
      return try padded(
        text, to: shape.width, with: " ", shape.alignment == "<" ? .left : .right)
    case "c":
      let text: JinjaText
      if let given = value.text {
        guard given.count == 1 else { throw .type("%c requires int or char") }
        text = given
      } else if let number = Number(value), case .integer(let code) = number {
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
          throw .error("OverflowError", "%c arg not in range(0x110000)")
        }
        text = [scalar]
      } else {
        throw .type("%c requires int or char")
      }
      return try padded(
        text, to: shape.width, with: " ", shape.alignment == "<" ? .left : .right)
    case "d", "i", "u", "x", "X", "o":
      guard let number = Number(value) else {
        if case .undefined(let undefined) = value, letter == "d" || letter == "i" || letter == "u" {
          throw undefined.failure
        }
        let isDecimal = letter == "d" || letter == "i" || letter == "u"
        throw .type(
          "%\(letter) format: \(isDecimal ? "a real number" : "an integer") is required, not "
            + value.typeName)
      }
      var whole: BigInteger
      if case .float(let float) = number {
        guard letter == "d" || letter == "i" || letter == "u" else {
          throw .type("%\(letter) format: an integer is required, not float")
        }
        guard let exact = BigInteger(exactly: float.rounded(.towardZero)) else {
          throw float.isNaN
            ? .value("cannot convert float NaN to integer")
            : .error("OverflowError", "cannot convert float infinity to integer")
        }
        whole = exact
      } else {
        whole = number.whole ?? BigInteger(0)
      }
      var digits = whole.magnitude.text(
        radix: letter == "o" ? 8 : letter == "x" || letter == "X" ? 16 : 10)
      let least = min(shape.precision ?? 0, 100_000)
      digits = String(repeating: "0", count: max(0, least - digits.count)) + digits
      var prefix = sign(shape, isNegative: whole.isNegative)
      if shape.isAlternate, letter != "d", letter != "i", letter != "u" {
        prefix += letter == "o" ? "0o" : "0x"
      }
      if letter == "X" { (prefix, digits) = (prefix.uppercased(), digits.uppercased()) }
      return try aligned(prefix, digits, shape)
    case "e", "E", "f", "F", "g", "G":
      guard let number = Number(value) else {
        if case .undefined(let undefined) = value { throw undefined.failure }
        throw .type("must be real number, not \(value.typeName)")
      }
      shape.type = letter
      let (prefix, digits) = try floatDigits(number.float(), shape)
      return try aligned(prefix, digits, shape)
    default:
      throw .value(
        "unsupported format character '\(letter)' (0x\(String(letter.value, radix: 16))) at index"
          + " \(index)")
    }
  }

  func sign(_ shape: FieldShape, isNegative: Bool) -> String {
    isNegative ? "-" : shape.sign == "-" ? "" : String(shape.sign)
  }

  private func aligned(
    _ prefix: String, _ digits: String, _ shape: FieldShape
  ) throws(TemplateFailure) -> JinjaText {
    let text = Array(prefix.unicodeScalars)
    let rest = Array(digits.unicodeScalars)
    if shape.alignment == "<" { return try padded(text + rest, to: shape.width, with: " ", .left) }
    if shape.fill == "0" {
      return text + (try padded(rest, to: shape.width - text.count, with: "0", .right))
    }
    return try padded(text + rest, to: shape.width, with: " ", .right)
  }

  /// The sign and the digits of a float, in the form of `shape.type`.
  func floatDigits(
    _ value: Double, _ shape: FieldShape
  ) throws(TemplateFailure) -> (String, String) {
    let letter = shape.type ?? "g"
    let prefix = sign(shape, isNegative: value.sign == .minus && !value.isNaN)
    let isUpper = ("A"..."Z").contains(letter)
    guard value.isFinite else {
      let text = value.isNaN ? "nan" : "inf"
      return (prefix, isUpper ? text.uppercased() : text)
    }
    let precision = shape.precision ?? 6
    guard precision <= 400 else { throw .undecided("a number with more than 400 digits") }
    let conversion = (shape.isAlternate ? "#" : "") + String(letter)
    return (prefix, printed(value.magnitude, conversion, precision: precision))
  }

  func asciiText(_ text: JinjaText) -> JinjaText {
    text.flatMap { $0.isASCII ? [$0] : Array(escapeSequence($0).unicodeScalars) }
  }

  /// Python's index of anything that takes a whole number.
  func index(_ value: JinjaValue) throws(TemplateFailure) -> Int {
    switch value {
    case .integer(let value): return value
    case .boolean(let value): return value ? 1 : 0
    case .big(let value): return value.isNegative ? Int.min / 2 : Int.max / 2
    case .later, .null, .float, .string, .markup, .list, .tuple, .dictionary, .object, .undefined:
      throw .type("'\(value.typeName)' object cannot be interpreted as an integer")
    }
  }
}

extension Unicode.Scalar {
  var asciiDigit: Int? { (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil }
}
