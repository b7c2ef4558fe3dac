import SluiceCore

/// Reads JSON as Python's `json` does: `NaN` and `Infinity` are numbers, a byte order mark is an
/// error, and so is a bare control character in a string. Recursive to a bound; O(bytes).
package struct JSONParser {
  /// Python ends at about a thousand.
  static let depthLimit = Limit.jsonDepth.value

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private init(_ bytes: [UInt8], _ skippedKeys: [[UInt8]]) {
    self.bytes = bytes
    self.skippedKeys = skippedKeys
  }

  /// Keys whose values are checked and not kept.
  private let skippedKeys: [[UInt8]]

  /// The value that is the whole of `bytes`. Arrays and objects behind one of `skippedKeys` are checked
  /// and come without their content.
  package static func parse(
    _ bytes: [UInt8], skippedKeys: [String] = []
  ) throws(JSONError) -> JSONNode {
    var parser = JSONParser(bytes, skippedKeys.map { Array($0.utf8) })
    if byteOrderMarkLength(bytes) > 0 {
      throw JSONError(
        message: "the file begins with a byte order mark", range: 0..<3,
        help: "save it as UTF-8 without one")
    }
    parser.skipBlanks()
    if parser.index == bytes.count {
      throw JSONError(message: "the file is empty", range: 0..<0, help: nil)
    }
    let value = try parser.parseValue()
    parser.skipBlanks()
    if parser.index < bytes.count {
      throw parser.wrong("there is more behind the end of the JSON value")
    }
    return value
  }

  private mutating func parseValue() throws(JSONError) -> JSONNode {
    guard index < bytes.count else { throw cutOff("a value is missing") }
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "{"): return try parseObject()
    case UInt8(ascii: "["): return try parseArray()
    case UInt8(ascii: "\""): return JSONNode(kind: .string, range: try parseString())
    case UInt8(ascii: "n") where skip("null"): return node(.null, from: start)
    case UInt8(ascii: "t") where skip("true"): return node(.boolean(true), from: start)
    case UInt8(ascii: "f") where skip("false"): return node(.boolean(false), from: start)
    case UInt8(ascii: "N") where skip("NaN"): return node(.number, from: start)
    case UInt8(ascii: "I") where skip("Infinity"): return node(.number, from: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    case UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"):
      throw wrong("expected a value", help: "this looks like a merge conflict; resolve it first")
    default: throw wrong("expected a value")
    }
  }

  private func node(_ kind: JSONNode.Kind, from start: Int) -> JSONNode {
    JSONNode(kind: kind, range: start..<index)
  }

  private mutating func parseObject() throws(JSONError) -> JSONNode {
    let start = index
    try enter()
    defer { depth -= 1 }
    index += 1
    var members: [JSONNode.Member] = []
    skipBlanks()
    if skip("}") { return node(.object(members), from: start) }
    while true {
      skipBlanks()
      guard index < bytes.count else { throw cutOff("an object is not closed") }
      guard bytes[index] == UInt8(ascii: "\"") else {
        throw wrong(
          "expected a key in double quotes",
          help: bytes[index] == UInt8(ascii: "}") ? "remove the comma before it" : conflictHelp)
      }
      let place = try parseString()
      skipBlanks()
      guard skip(":") else { throw expected("':' behind the key") }
      skipBlanks()
      let isSkipped = skippedKeys.contains { key in
        key.count + 2 == place.count
          && bytes[place.lowerBound + 1..<place.upperBound - 1].elementsEqual(key)
      }
      let value = isSkipped ? try skipValue() : try parseValue()
      members.append(JSONNode.Member(key: JSONString.text(bytes, place), value: value))
      skipBlanks()
      if skip(",") { continue }
      guard skip("}") else { throw expected("',' or '}'") }
      return node(.object(members), from: start)
    }
  }

  private mutating func parseArray() throws(JSONError) -> JSONNode {
    let start = index
    try enter()
    defer { depth -= 1 }
    index += 1
    var items: [JSONNode] = []
    skipBlanks()
    if skip("]") { return node(.array(items), from: start) }
    while true {
      skipBlanks()
      items.append(try parseValue())
      skipBlanks()
      if skip(",") { continue }
      guard skip("]") else { throw expected("',' or ']'") }
      return node(.array(items), from: start)
    }
  }

  /// Reads over a value; the node has its kind and place, and nothing inside. No recursion.
  private mutating func skipValue() throws(JSONError) -> JSONNode {
    let start = index
    let isArray = index < bytes.count && bytes[index] == UInt8(ascii: "[")
    guard isArray || index < bytes.count && bytes[index] == UInt8(ascii: "{") else {
      return try parseValue()
    }
    // The open brackets, from the outermost.
    var open: [UInt8] = []
    repeat {
      // A value, or the end of an empty collection.
      let opener = index < bytes.count ? bytes[index] : 0
      if opener == UInt8(ascii: "[") || opener == UInt8(ascii: "{") {
        guard depth + open.count < Self.depthLimit else { throw tooDeep }
        index += 1
        open.append(opener)
        skipBlanks()
        if !skip(opener == UInt8(ascii: "[") ? "]" : "}") {
          if opener == UInt8(ascii: "{") { try skipKey() }
          continue
        }
        open.removeLast()
      } else if opener == UInt8(ascii: "\"") {
        _ = try parseString()
      } else {
        _ = try parseValue()
      }
      // What stands behind it.
      while let inner = open.last {
        skipBlanks()
        if skip(",") {
          skipBlanks()
          if inner == UInt8(ascii: "{") { try skipKey() }
          break
        }
        guard skip(inner == UInt8(ascii: "[") ? "]" : "}") else {
          throw expected(inner == UInt8(ascii: "[") ? "',' or ']'" : "',' or '}'")
        }
        open.removeLast()
      }
    } while !open.isEmpty
    return node(isArray ? .array([]) : .object([]), from: start)
  }

  private mutating func skipKey() throws(JSONError) {
    guard index < bytes.count else { throw cutOff("an object is not closed") }
    guard bytes[index] == UInt8(ascii: "\"") else {
      throw wrong(
        "expected a key in double quotes",
        help: bytes[index] == UInt8(ascii: "}") ? "remove the comma before it" : conflictHelp)
    }
    _ = try parseString()
    skipBlanks()
    guard skip(":") else { throw expected("':' behind the key") }
    skipBlanks()
  }

  /// The string's range, quotes included.
  private mutating func parseString() throws(JSONError) -> Range<Int> {
    let start = index
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return start..<index
      case UInt8(ascii: "\\"):
        guard let length = JSONString.escapeLength(bytes, at: index) else {
          throw wrong("this escape has no meaning in JSON")
        }
        index += length
      case 0..<0x20:
        throw wrong("a line break or control character must be escaped in a string")
      default: index = bytes.plainRunEnd(from: index)
      }
    }
    throw JSONError(
      message: "this string is never closed", range: start..<start + 1, help: cutHelp)
  }

  private mutating func parseNumber() throws(JSONError) -> JSONNode {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    if skip("Infinity") { return node(.number, from: start) }
    guard index < bytes.count, isDigit(bytes[index]) else { throw wrong("expected a digit") }
    if bytes[index] == UInt8(ascii: "0") { index += 1 } else { skipDigits() }
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), isDigit(bytes[index + 1]) {
      index += 1
      skipDigits()
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      var digits = index + 1
      if digits < bytes.count, bytes[digits] == 0x2B || bytes[digits] == 0x2D { digits += 1 }
      if digits < bytes.count, isDigit(bytes[digits]) {
        index = digits
        skipDigits()
      }
    }
    return node(.number, from: start)
  }

  private mutating func enter() throws(JSONError) {
    guard depth < Self.depthLimit else { throw tooDeep }
    depth += 1
  }

  private mutating func skipDigits() {
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != word.utf8Start[offset] { return false }
    index += count
    return true
  }

  // MARK: Words

  private var cutHelp: String { "the file may have been cut; take it from the last good commit" }

  private var conflictHelp: String? {
    let byte = bytes[index]
    let isConflict =
      byte == UInt8(ascii: "<") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
    return isConflict ? "this looks like a merge conflict; resolve it first" : nil
  }

  private func expected(_ what: String) -> JSONError {
    index < bytes.count
      ? wrong("expected \(what)", help: conflictHelp) : cutOff("\(what) is missing")
  }

  private var tooDeep: JSONError {
    wrong("this is nested too deeply (\(Limit.jsonDepth.words))")
  }

  private func wrong(_ message: String, help: String? = nil) -> JSONError {
    let end =
      index < bytes.count ? index + decodeScalar(bytes, at: index, end: bytes.count).1 : index
    return JSONError(message: message, range: index..<end, help: help)
  }

  /// The text ends too soon: the last byte is the place.
  private func cutOff(_ message: String) -> JSONError {
    JSONError(
      message: "the file ends too soon: \(message)",
      range: max(0, bytes.count - 1)..<bytes.count, help: cutHelp)
  }
}
