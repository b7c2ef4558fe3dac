/// A value in a cell's options: JSON, or a literal of Python that is like it.
enum OptionValue: Hashable {
  case string(String)
  case list([OptionValue])
  case mapping([String: OptionValue])
  case boolean(Bool)
  /// Numbers, `None`, sets.
  case other

  var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The value that is the whole of `bytes`: JSON, or else Python; `nil` if it is neither.
  static func parse(_ bytes: ArraySlice<UInt8>) -> OptionValue? {
    let bytes = Array(bytes)
    if let node = try? JSONParser.parse(bytes) { return OptionValue(node, in: bytes) }
    var parser = OptionParser(bytes: bytes[...])
    return parser.parseAll()
  }

  /// Recursive to the bound of the JSON parser.
  private init(_ node: JSONNode, in bytes: [UInt8]) {
    switch node.kind {
    case .string: self = .string(node.string(in: bytes) ?? "")
    case .array(let items): self = .list(items.map { OptionValue($0, in: bytes) })
    case .object(let members):
      var entries: [String: OptionValue] = [:]
      for member in members { entries[member.key] = OptionValue(member.value, in: bytes) }
      self = .mapping(entries)
    case .boolean(let value): self = .boolean(value)
    case .null, .number: self = .other
    }
  }

  /// The value of an option of R Markdown: a string, `c(…)`, `list(…)`, a literal, or code.
  static func parseR(_ bytes: ArraySlice<UInt8>) -> OptionValue {
    if let first = bytes.first, bytes.count > 1, first == bytes.last,
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    {
      return .string(bytes.dropFirst().dropLast().asText)
    }
    for opening: StaticString in ["c(", "list("] {
      if let inside = bytes.dropping(opening), inside.last == UInt8(ascii: ")") {
        let list = [UInt8(ascii: "[")] + inside.dropLast() + [UInt8(ascii: "]")]
        return parse(list[...]) ?? .string(bytes.asText)
      }
    }
    // What jupytext cannot evaluate stays R code, in a string.
    return parse(bytes) ?? .string(bytes.asText)
  }
}

/// Literals of Python.
private struct OptionParser {
  let bytes: ArraySlice<UInt8>
  var index: Int
  var depth = 0

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// The whole text: a value, or several with commas, and perhaps a comment behind them.
  mutating func parseAll() -> OptionValue? {
    var items: [OptionValue] = []
    var isTuple = false
    while true {
      skipBlanks()
      if endsHere, !items.isEmpty { return isTuple ? .list(items) : items[0] }
      guard items.isEmpty || isTuple, let value = parseValue() else { return nil }
      items.append(value)
      skipBlanks()
      isTuple = index < bytes.endIndex && bytes[index] == UInt8(ascii: ",")
      if isTuple { index += 1 } else if items.count > 1 { return endsHere ? .list(items) : nil }
    }
  }

  private var endsHere: Bool { index == bytes.endIndex || bytes[index] == UInt8(ascii: "#") }

  private mutating func parseValue() -> OptionValue? {
    skipBlanks()
    guard index < bytes.endIndex, depth < 32 else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch bytes[index] {
    case UInt8(ascii: "["): return parseItems(until: UInt8(ascii: "]")).map { .list($0) }
    case UInt8(ascii: "("): return parseParentheses()
    case UInt8(ascii: "{"): return parseBraces()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return parseStrings()
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."):
      return parseNumber()
    default: return parseName()
    }
  }

  private mutating func parseNumber() -> OptionValue? {
    let start = index
    var hasDigit = false
    while index < bytes.endIndex,
      bytes[index] == 0x2B || bytes[index] == 0x2D || bytes[index] == 0x2E
        || isWordByte(bytes[index])
    {
      hasDigit = hasDigit || (0x30...0x39).contains(bytes[index])
      index += 1
    }
    return index > start && hasDigit ? .other : nil
  }

  private mutating func parseName() -> OptionValue? {
    let start = index
    while index < bytes.endIndex, isWordByte(bytes[index]) { index += 1 }
    let word = bytes[start..<index].asText
    if index < bytes.endIndex, bytes[index] == 0x22 || bytes[index] == 0x27 {
      switch word.lowercased() {
      case "r", "u": return parseStrings()
      case "b", "br", "rb": return parseStrings().map { _ in .other }
      default: return nil
      }
    }
    switch word {
    case "True": return .boolean(true)
    case "False": return .boolean(false)
    case "None": return .other
    default: return nil
    }
  }

  private mutating func parseStrings() -> OptionValue? {
    var text = ""
    var isFirst = true
    while index < bytes.endIndex, bytes[index] == 0x22 || bytes[index] == 0x27 {
      guard let piece = parseString() else { return nil }
      text += piece
      isFirst = false
      skipBlanks()
    }
    return isFirst ? nil : .string(text)
  }

  private mutating func parseString() -> String? {
    let quote = bytes[index]
    var content: [UInt8] = []
    index += 1
    while index < bytes.endIndex, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex {
        index += 1
        switch bytes[index] {
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "\\"), 0x22, 0x27, UInt8(ascii: "/"): content.append(bytes[index])
        default: content += [UInt8(ascii: "\\"), bytes[index]]
        }
      } else {
        content.append(bytes[index])
      }
      index += 1
    }
    guard index < bytes.endIndex else { return nil }
    index += 1
    return String(decoding: content, as: UTF8.self)
  }

  /// Items with commas between them; the bracket that opens them is the current byte.
  private mutating func parseItems(until end: UInt8) -> [OptionValue]? {
    index += 1
    var items: [OptionValue] = []
    while true {
      skipBlanks()
      guard index < bytes.endIndex else { return nil }
      if bytes[index] == end {
        index += 1
        return items
      }
      if !items.isEmpty || bytes[index] == UInt8(ascii: ",") {
        guard bytes[index] == UInt8(ascii: ","), !items.isEmpty else { return nil }
        index += 1
        skipBlanks()
        if index < bytes.endIndex, bytes[index] == end { continue }
      }
      guard let value = parseValue() else { return nil }
      items.append(value)
    }
  }

  /// A tuple, or a value in parentheses.
  private mutating func parseParentheses() -> OptionValue? {
    guard let items = parseItems(until: UInt8(ascii: ")")) else { return nil }
    var before = index - 2
    while before > bytes.startIndex, bytes[before] == 0x20 { before -= 1 }
    let hasComma = bytes[before] == UInt8(ascii: ",")
    return items.count == 1 && !hasComma ? items[0] : .list(items)
  }

  private mutating func parseBraces() -> OptionValue? {
    index += 1
    var entries: [String: OptionValue] = [:]
    var isSet = false
    while true {
      skipBlanks()
      guard index < bytes.endIndex else { return nil }
      if bytes[index] == UInt8(ascii: "}") {
        index += 1
        return isSet ? .other : .mapping(entries)
      }
      if bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      guard let key = parseValue() else { return nil }
      skipBlanks()
      guard index < bytes.endIndex else { return nil }
      if bytes[index] == UInt8(ascii: ":") {
        index += 1
        guard let value = parseValue() else { return nil }
        if let key = key.text { entries[key] = value }
      } else {
        isSet = true
      }
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.endIndex, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & ~0x20)
  }
}
