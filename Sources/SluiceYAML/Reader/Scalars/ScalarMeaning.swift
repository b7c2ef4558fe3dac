/// What PyYAML's `SafeLoader` makes of a scalar.
enum ScalarMeaning: Equatable {
  case value(Scalar.Resolved)
  /// `<<`: a merge as a key, an error elsewhere.
  case merge
  /// `=`: text as a key, an error elsewhere.
  case defaultValue
  /// PyYAML refuses; the clause says why.
  case refused(reason: String, help: String?)
}

/// A scalar without a tag, or with one of YAML 1.1's. `tag` is the full name; `nil`: by the text
/// alone if `isImplicit`, else text.
func scalarMeaning(_ text: String, tag: String?, isImplicit: Bool) -> ScalarMeaning {
  guard let tag else {
    guard isImplicit else { return .value(.string) }
    // Nearly all are longer than the words with a meaning, and begin as no number does.
    if text.utf8.count > longestWord, let first = text.utf8.first, !beginsNumber(first) {
      return .value(.string)
    }
    return plainMeaning(Array(text.utf8))
  }
  let bytes = Array(text.utf8)
  if tag == "!" {
    // A form of its own in PyYAML, with a type that no constructor makes.
    if ["!", "&", "*"].contains(text) { return unknownTag("tag:yaml.org,2002:yaml") }
    return plainMeaning(bytes)
  }
  let prefix = "tag:yaml.org,2002:"
  guard tag.hasPrefix(prefix) else { return unknownTag(tag) }
  switch tag.dropFirst(prefix.count) {
  case "str": return .value(.string)
  case "null": return .value(.null)
  case "bool":
    return booleans[text.lowercased()].map { .value(.bool($0)) } ?? refused(text, "a boolean")
  case "int": return integerMeaning(bytes)
  case "float":
    return pythonFloat(bytes).map { .value(.float($0)) } ?? refused(text, "a number")
  case "timestamp":
    guard let timestamp = Timestamp(bytes) else { return refused(text, "a date") }
    return timestampMeaning(timestamp, text)
  case "binary": return isBase64(bytes) ? .value(.string) : refused(text, "base64")
  case "merge": return .merge
  case "value": return .defaultValue
  case "seq", "omap", "pairs": return refused(text, "a list")
  case "map", "set": return refused(text, "a mapping")
  default: return unknownTag(tag)
  }
}

/// The type of an unquoted scalar, by its text alone.
func plainMeaning(_ text: [UInt8]) -> ScalarMeaning {
  guard let first = text.first else { return .value(.null) }
  if text.count <= longestWord {
    let word = String(decoding: text, as: UTF8.self)
    switch word {
    case "~", "null", "Null", "NULL": return .value(.null)
    case "<<": return .merge
    case "=": return .defaultValue
    case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return .value(.bool(true))
    case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
      return .value(.bool(false))
    default: break
    }
  }
  guard beginsNumber(first) else { return .value(.string) }
  if hasFloatForm(text) { return pythonFloat(text).map { .value(.float($0)) } ?? .value(.string) }
  if hasIntegerForm(text) { return integerMeaning(text) }
  if let timestamp = Timestamp(text), timestamp.isImplicit {
    return timestampMeaning(timestamp, String(decoding: text, as: UTF8.self))
  }
  return .value(.string)
}

/// Of those that are a boolean or nothing: `false`.
private let longestWord = 5

private func beginsNumber(_ first: UInt8) -> Bool {
  isDigit(first) || first == plus || first == minus || first == dot
}

/// Whether Python's lenient base64 decoder ends at a whole group. O(n).
private func isBase64(_ text: [UInt8]) -> Bool {
  var position = 0
  var pads = 0
  for byte in text {
    guard byte < 0x80 else { return false }
    if byte == UInt8(ascii: "=") {
      pads += 1
      if position >= 2, position + pads >= 4 { return true }
      continue
    }
    let isLetter =
      isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || byte == plus || byte == UInt8(ascii: "/")
    guard isLetter else { continue }
    pads = 0
    position = (position + 1) % 4
  }
  return position == 0
}

private let booleans = [
  "yes": true, "true": true, "on": true, "no": false, "false": false, "off": false,
]

private func integerMeaning(_ text: [UInt8]) -> ScalarMeaning {
  switch pythonInteger(text) {
  case .digits(let digits): return .value(.int(digits))
  case .tooLong:
    return .refused(
      reason: "the number has more than \(longestInteger) digits", help: "quote it to keep it text")
  case .malformed: return refused(String(decoding: text, as: UTF8.self), "an integer")
  }
}

private func timestampMeaning(_ timestamp: Timestamp, _ text: String) -> ScalarMeaning {
  if let words = timestamp.pythonText { return .value(.timestamp(words)) }
  return .refused(
    reason: "'\(text)' is read as a date, and there is no such date",
    help: "quote it to keep it text: '\(text)'")
}

private func refused(_ text: String, _ what: String) -> ScalarMeaning {
  .refused(reason: "'\(shown(text))' is not \(what), as its tag demands", help: nil)
}

func unknownTag(_ tag: String) -> ScalarMeaning {
  let prefix = "tag:yaml.org,2002:"
  let short = tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
  return .refused(
    reason: "no type has the tag '\(shown(short))'",
    help: tag.hasPrefix("!") ? "quote the value if the '!' belongs to it" : nil)
}

let plus = UInt8(ascii: "+")
let minus = UInt8(ascii: "-")
let dot = UInt8(ascii: ".")
let colon = UInt8(ascii: ":")
let underscore = UInt8(ascii: "_")

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
