import SluiceYAML

extension ParameterValue {
  /// What Ploomber passes on for the node: PyYAML's value, and of a text what Ploomber's casting of
  /// strings makes of it (`'5'` is the number 5, `'None'` is nothing).
  init(_ node: Node) {
    switch node.value {
    case .sequence(let elements): self = .list(elements.map { ParameterValue($0) })
    case .mapping(let entries):
      let values = entries.map { entry in
        let key = ParameterValue(uncast: entry.key).pythonText
        return Entry(key: key, value: ParameterValue(entry.value))
      }
      self = .mapping(lastOfEach(values, \.key))
    case .scalar(let scalar):
      self = scalar.resolved == .string ? ParameterValue(cast: scalar.text) : .init(uncast: node)
    }
  }

  /// PyYAML's value of a scalar; keys are never cast.
  private init(uncast node: Node) {
    guard case .scalar(let scalar) = node.value else {
      self = .null
      return
    }
    switch scalar.resolved {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .int(let digits): self = .int(digits)
    case .float(let value): self = .float(value)
    case .timestamp(let text): self = .string(text)
    case .string: self = .string(scalar.text)
    }
  }

  /// Ploomber's cast of a text: booleans and nothing in any case, else a number if Python reads it
  /// as one. Other Python literals stay the text that they are.
  init(cast text: String) {
    switch text.lowercased() {
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    case "none", "null": self = .null
    default: self = pythonNumber(text) ?? .string(text)
    }
  }

  /// What Python's `str()` gives: `True`, `None`, `0.1`.
  var pythonText: String {
    switch self {
    case .null: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let digits): digits
    case .float(let value): pythonRepresentation(of: value)
    case .string(let text): text
    case .list(let values): "[" + values.map(\.pythonElement).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{"
        + entries.map { "'\($0.key)': \($0.value.pythonElement)" }.joined(separator: ", ") + "}"
    }
  }

  private var pythonElement: String {
    if case .string(let text) = self { "'\(text)'" } else { pythonText }
  }
}

/// Python's `repr` of a float: the shortest text that reads back as the same number.
func pythonRepresentation(of value: Double) -> String {
  if value.isNaN { return "nan" }
  if value.isInfinite { return value < 0 ? "-inf" : "inf" }
  return value.description
}

/// The number that Python's `ast.literal_eval` makes of a text: an optional sign, digits with single
/// underscores between them, no leading zero unless all are zeros, a fraction, an exponent.
private func pythonNumber(_ text: String) -> ParameterValue? {
  var body = text[...]
  while let first = body.first, first == " " || first == "\t" { body.removeFirst() }
  while let last = body.last, last == " " || last == "\t" { body.removeLast() }
  let isNegative = body.first == "-"
  if isNegative || body.first == "+" { body.removeFirst() }
  let bytes = Array(body.utf8)
  guard let first = bytes.first, isDigit(first) || first == 0x2E else { return nil }
  var digits: [UInt8] = []
  var isFloat = false
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case 0x30...0x39: digits.append(byte)
    case 0x5F:
      guard index > 0, index + 1 < bytes.count, isDigit(bytes[index - 1]), isDigit(bytes[index + 1])
      else { return nil }
    case 0x2E, 0x65, 0x45:
      isFloat = true
      digits.append(byte)
    case 0x2B, 0x2D:
      guard index > 0, bytes[index - 1] | 0x20 == 0x65 else { return nil }
      digits.append(byte)
    default: return nil
    }
  }
  let sign = isNegative ? "-" : ""
  let number = String(decoding: digits, as: UTF8.self)
  if isFloat {
    guard digits != [0x2E] else { return nil }
    let padded = number.hasPrefix(".") ? "0" + number : number
    let dotted = padded.hasSuffix(".") ? padded + "0" : padded
    return Double(sign + dotted.replacing(".e", with: ".0e")).map { .float($0) }
  }
  if digits.first == 0x30, digits.contains(where: { $0 != 0x30 }) { return nil }
  let value = digits.allSatisfy { $0 == 0x30 } ? "0" : number
  return .int(value == "0" ? "0" : sign + value)
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
