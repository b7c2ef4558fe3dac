/// What stands behind the colon of a field: `{:>10.2f}`.
extension JinjaEvaluator {
  /// Python's `format(value, shape)`.
  func formatted(
    _ value: JinjaValue, _ spec: JinjaText
  ) throws(TemplateFailure) -> JinjaText {
    if spec.isEmpty { return try text(of: value) }
    switch value {
    case .string, .markup: return try formattedText(value.text ?? [], FieldShape(spec))
    case .boolean, .integer, .big, .float: return try formattedNumber(value, FieldShape(spec))
    case .undefined(let undefined):
      if undefined.isStrict {
        throw .type("unsupported format string passed to StrictUndefined.__format__")
      }
      throw .type("unsupported format string passed to Undefined.__format__")
    case .later(let name): throw TemplateFailure(.later(name: name))
    case .null, .list, .tuple, .dictionary:
      throw .type("unsupported format string passed to \(value.typeName).__format__")
    case .object: throw .undecided("how a '\(value.typeName)' is formatted")
    }
  }

  private func formattedText(
    _ text: JinjaText, _ shape: FieldShape
  ) throws(TemplateFailure) -> JinjaText {
    guard shape.type == nil || shape.type == "s" else {
      throw .value("Unknown format code '\(shape.type ?? "s")' for object of type 'str'")
    }
    guard shape.alignment != "=", shape.sign == "-", !shape.isAlternate, shape.grouping == nil
    else { throw .value("format specifier not allowed in string format specifier") }
    return try aligned(
      Array(text.prefix(shape.precision ?? text.count)), prefix: [], shape, standard: "<")
  }

  private func formattedNumber(
    _ value: JinjaValue, _ shape: FieldShape
  ) throws(TemplateFailure) -> JinjaText {
    guard let number = Number(value) else { return [] }
    let type = shape.type
    if let whole = number.whole, type == nil || "bcdoxXn".unicodeScalars.contains(type ?? "d") {
      return try formattedInteger(whole, shape)
    }
    var shape = shape
    var suffix = ""
    var double = try number.float()
    var digits: String
    var prefix: String
    switch type {
    case nil where shape.precision == nil:
      prefix = sign(shape, isNegative: double.sign == .minus && !double.isNaN)
      digits = pythonRepresentation(of: double.magnitude)
    case nil:
      // Like `g`, with a digit behind the point.
      shape.type = "g"
      shape.precision = max(1, shape.precision ?? 6)
      (prefix, digits) = try floatDigits(double, shape)
      if double.isFinite {
        if let mark = digits.firstIndex(of: "e") {
          _ = mark
        } else if !digits.contains(".") {
          let size = digits.count
          digits =
            size >= shape.precision ?? 6
            ? printed(double.magnitude, "e", precision: max(0, (shape.precision ?? 6) - 1))
              .withoutZeros
            : digits + ".0"
        }
      }
    case "%":
      double *= 100
      shape.type = "f"
      suffix = "%"
      (prefix, digits) = try floatDigits(double, shape)
    case "e", "E", "f", "F", "g", "G", "n":
      if type == "n" { shape.type = "g" }
      if let precision = shape.precision, precision == 0, type == "g" || type == "G" {
        shape.precision = 1
      }
      (prefix, digits) = try floatDigits(double, shape)
    case let other?:
      throw .value(
        "Unknown format code '\(other)' for object of type '\(value.typeName)'")
    }
    if let mark = shape.grouping, double.isFinite {
      digits = grouped(digits, mark, every: 3, shape, prefix.utf8.count + suffix.utf8.count)
    }
    return try aligned(
      Array((digits + suffix).unicodeScalars), prefix: Array(prefix.unicodeScalars), shape,
      standard: ">")
  }

  private func formattedInteger(
    _ whole: BigInteger, _ shape: FieldShape
  ) throws(TemplateFailure) -> JinjaText {
    guard shape.precision == nil else {
      throw .value("Precision not allowed in integer format specifier")
    }
    if shape.type == "c" {
      guard let code = whole.int, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init)
      else { throw .error("OverflowError", "%c arg not in range(0x110000)") }
      return try aligned([scalar], prefix: [], shape, standard: "<")
    }
    let radix: UInt32 =
      switch shape.type {
      case "b": 2
      case "o": 8
      case "x", "X": 16
      default: 10
      }
    var digits = whole.magnitude.text(radix: radix)
    var prefix = sign(shape, isNegative: whole.isNegative)
    if shape.isAlternate, radix != 10 { prefix += radix == 2 ? "0b" : radix == 8 ? "0o" : "0x" }
    if shape.type == "X" { (prefix, digits) = (prefix.uppercased(), digits.uppercased()) }
    if let mark = shape.grouping {
      digits = grouped(digits, mark, every: radix == 10 ? 3 : 4, shape, prefix.utf8.count)
    }
    return try aligned(
      Array(digits.unicodeScalars), prefix: Array(prefix.unicodeScalars), shape, standard: ">")
  }

  /// The digits with marks between groups; zeros that fill the field are grouped too.
  private func grouped(
    _ digits: String, _ mark: Unicode.Scalar, every size: Int, _ shape: FieldShape, _ taken: Int
  ) -> String {
    let scalars = Array(digits.unicodeScalars)
    let whole = scalars.prefix { $0 != "." && $0 != "e" && $0 != "E" }
    let rest = scalars[whole.count...]
    var digits = Array(whole)
    let isFilled = shape.fill == "0" && (shape.alignment == "=" || shape.alignment == nil)
    var result: JinjaText = []
    while true {
      result = []
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % size == 0 { result.append(mark) }
        result.append(digit)
      }
      guard isFilled, result.count + rest.count + taken < min(shape.width, 10_000) else { break }
      digits.insert("0", at: 0)
    }
    return String(scalars: result + rest)
  }

  private func aligned(
    _ text: JinjaText, prefix: JinjaText, _ shape: FieldShape, standard: Unicode.Scalar
  ) throws(TemplateFailure) -> JinjaText {
    switch shape.alignment ?? standard {
    case "<": return try padded(prefix + text, to: shape.width, with: shape.fill, .left)
    case "^":
      let whole = prefix + text
      guard shape.width > whole.count else { return whole }
      try spend(shape.width)
      let room = shape.width - whole.count
      return JinjaText(repeating: shape.fill, count: room / 2) + whole
        + JinjaText(repeating: shape.fill, count: room - room / 2)
    case "=":
      return prefix + (try padded(text, to: shape.width - prefix.count, with: shape.fill, .right))
    default: return try padded(prefix + text, to: shape.width, with: shape.fill, .right)
    }
  }
}

extension FieldShape {
  /// `[[fill]align][sign][#][0][width][grouping][.precision][type]`
  init(_ spec: JinjaText) throws(TemplateFailure) {
    self.init()
    let aligns: JinjaText = ["<", ">", "^", "="]
    var index = 0
    if spec.count > 1, aligns.contains(spec[1]) {
      fill = spec[0]
      alignment = spec[1]
      index = 2
    } else if let first = spec.first, aligns.contains(first) {
      alignment = first
      index = 1
    }
    func current() -> Unicode.Scalar? { index < spec.count ? spec[index] : nil }
    if let scalar = current(), ["+", "-", " "].contains(scalar) {
      sign = scalar
      index += 1
    }
    if current() == "z" { throw .undecided("the option 'z' of a format") }
    if current() == "#" {
      isAlternate = true
      index += 1
    }
    if current() == "0" {
      if alignment == nil {
        fill = "0"
        alignment = "="
      } else if index < 2 {
        fill = "0"
      }
      index += 1
    }
    func number() throws(TemplateFailure) -> Int? {
      var value: Int?
      while let digit = current()?.asciiDigit {
        value = (value ?? 0) * 10 + digit
        guard value ?? 0 < 1 << 31 else {
          throw .value("Too many decimal digits in format string")
        }
        index += 1
      }
      return value
    }
    width = try number() ?? 0
    if let scalar = current(), scalar == "," || scalar == "_" {
      grouping = scalar
      index += 1
    }
    if current() == "." {
      index += 1
      guard let value = try number() else { throw .value("Format specifier missing precision") }
      precision = value
    }
    type = current()
    if type != nil { index += 1 }
    guard index == spec.count else { throw .value("Invalid format specifier") }
  }
}

extension String {
  /// `1.500e+05` as `1.5e+05`.
  fileprivate var withoutZeros: String {
    guard let mark = firstIndex(of: "e") else { return self }
    var head = self[..<mark]
    if head.contains(".") {
      while head.last == "0" { head.removeLast() }
      if head.last == "." { head.removeLast() }
    }
    return String(head + self[mark...])
  }
}
