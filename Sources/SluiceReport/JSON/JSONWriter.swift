extension JSONValue {
  /// The value as text (RFC 8259) with a newline at the end: two blanks for each depth, and on one
  /// line what fits in 100 columns. The outermost value is always spread, so that its keys begin
  /// lines. The same value gives the same bytes.
  ///
  /// Recursion is as deep as the value; what is read from a project is bounded by its readers.
  package var document: String {
    var text = ""
    JSONWriter.spread(self, depth: 0, into: &text)
    return text + "\n"
  }

  /// The value on one line, `, ` and `: ` between its parts.
  package var compact: String {
    var text = ""
    var room = Int.max
    _ = JSONWriter.inline(self, room: &room, into: &text)
    return text
  }
}

private enum JSONWriter {
  static let width = 100

  /// Appends the value on the current line if it ends before column 100, else spreads it.
  static func write(_ value: JSONValue, column: Int, depth: Int, into text: inout String) {
    let before = text.utf8.endIndex
    var room = width - column
    if inline(value, room: &room, into: &text) { return }
    text.removeSubrange(before...)
    spread(value, depth: depth, into: &text)
  }

  static func spread(_ value: JSONValue, depth: Int, into text: inout String) {
    let margin = String(repeating: "  ", count: depth + 1)
    switch value {
    case .array(let elements) where !elements.isEmpty:
      text += "["
      for (index, element) in elements.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + margin
        // One column is kept for the comma.
        write(element, column: margin.utf8.count + 1, depth: depth + 1, into: &text)
      }
      text += "\n" + margin.dropLast(2) + "]"
    case .object(let members) where !members.isEmpty:
      text += "{"
      for (index, member) in members.enumerated() {
        let key = quoted(member.key) + ": "
        text += (index == 0 ? "\n" : ",\n") + margin + key
        let column = margin.utf8.count + key.utf8.count + 1
        write(member.value, column: column, depth: depth + 1, into: &text)
      }
      text += "\n" + margin.dropLast(2) + "}"
    case .null, .bool, .int, .digits, .double, .string, .array, .object:
      var room = Int.max
      _ = inline(value, room: &room, into: &text)
    }
  }

  /// Appends the value on one line; stops with `false` when `room` bytes do not hold it.
  static func inline(_ value: JSONValue, room: inout Int, into text: inout String) -> Bool {
    func put(_ part: String) -> Bool {
      text += part
      room -= part.utf8.count
      return room >= 0
    }
    switch value {
    case .null: return put("null")
    case .bool(let flag): return put(flag ? "true" : "false")
    case .int(let number): return put(String(number))
    case .digits(let digits): return put(number(digits))
    case .double(let number): return put(finite(number))
    case .string(let string): return put(quoted(string))
    case .array(let elements):
      guard put("[") else { return false }
      for (index, element) in elements.enumerated() {
        guard index == 0 || put(", ") else { return false }
        guard inline(element, room: &room, into: &text) else { return false }
      }
      return put("]")
    case .object(let members):
      guard put("{") else { return false }
      for (index, member) in members.enumerated() {
        guard put((index == 0 ? "" : ", ") + quoted(member.key) + ": ") else { return false }
        guard inline(member.value, room: &room, into: &text) else { return false }
      }
      return put("}")
    }
  }

  private static func finite(_ number: Double) -> String {
    if number.isNaN { return "\"NaN\"" }
    if number.isInfinite { return number < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    return number.description
  }

  /// Digits without what JSON forbids: a leading zero, a plus. Other text is a string.
  private static func number(_ digits: String) -> String {
    let isNegative = digits.utf8.first == UInt8(ascii: "-")
    let magnitude = isNegative ? digits.dropFirst() : digits[...]
    guard !magnitude.isEmpty, magnitude.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return quoted(digits)
    }
    let trimmed = magnitude.drop { $0 == "0" }
    return (isNegative ? "-" : "") + (trimmed.isEmpty ? "0" : String(trimmed))
  }

  /// The string between quotes. Beyond what RFC 8259 asks for, everything that a terminal or a
  /// JavaScript reader would not take as plain text is escaped.
  private static func quoted(_ string: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(string.utf8.count + 2)
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22: bytes += [0x5C, 0x22]
      case 0x5C: bytes += [0x5C, 0x5C]
      case 0x08: bytes += [0x5C, UInt8(ascii: "b")]
      case 0x09: bytes += [0x5C, UInt8(ascii: "t")]
      case 0x0A: bytes += [0x5C, UInt8(ascii: "n")]
      case 0x0C: bytes += [0x5C, UInt8(ascii: "f")]
      case 0x0D: bytes += [0x5C, UInt8(ascii: "r")]
      default:
        if shown(scalar) == scalar {
          bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        } else {
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            bytes += [0x5C, UInt8(ascii: "u")]
            for shift in [12, 8, 4, 0] { bytes.append(hexDigit(unit >> UInt16(shift) & 0xF)) }
          }
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hexDigit(_ value: UInt16) -> UInt8 {
    UInt8(truncatingIfNeeded: value) + (value < 10 ? 0x30 : 0x57)
  }
}
