/// How a text is written on one line. Unquoted only where neither YAML 1.1 (PyYAML, Go's
/// `sigs.k8s.io/yaml`) nor YAML 1.2 reads it as anything but this text.
func inlineStyle(of text: String) -> Scalar.Style {
  // libyaml escapes what it cannot show; only double quotes have escapes.
  guard text.unicodeScalars.allSatisfy(isPrintable) else { return .doubleQuoted }
  return readsAsText(Array(text.utf8)) ? .plain : .singleQuoted
}

/// Whether a literal block holds the text and gives it back: it must begin with a visible letter
/// (else the block needs an indentation indicator, which readers disagree about), must not end with a
/// blank (libyaml quotes it then), and hold only printable characters and line feeds.
func canBeLiteral(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first, first != " ", first != "\n",
    text.unicodeScalars.last != " "
  else { return false }
  return text.unicodeScalars.allSatisfy { $0 == "\n" || isPrintable($0) }
}

/// Printable in YAML 1.1 and on one line: no tab, no line end of any kind, no byte order mark. Above
/// U+FFFF libyaml writes escapes, so those count as not printable.
func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
  default: false
  }
}

/// Whether every reader takes the unquoted text for text. Too careful rather than too clever:
/// versions, sizes and clock times are quoted too. Syntax (`: `, ` #`, indicators) is libyaml's.
private func readsAsText(_ text: [UInt8]) -> Bool {
  guard let first = text.first, plainMeaning(text) == .value(.string) else { return false }
  if text.count <= 9 {
    let word = String(
      decoding: text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    if wordsWithMeaning.contains(word) { return false }
  }
  var second = 1
  if first == plus || first == minus { second = 2 }
  let lead = second == 2 ? (text.count > 1 ? text[1] : first) : first
  if isDigit(lead) || lead == underscore
    || (lead == dot && second < text.count && (isDigit(text[second]) || text[second] == underscore))
  {
    return !text.allSatisfy(isNumberLetter)
  }
  return true
}

/// Booleans, nulls and numbers of some version of YAML, in lower case.
private let wordsWithMeaning: Set<String> = [
  "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "=", "-",
  "?", "--", "---", "...", ".", "..", "+", "inf", "+inf", "-inf", ".inf", "+.inf", "-.inf",
  "infinity", "+infinity", "-infinity", "nan", "+nan", "-nan", ".nan", "+.nan", "-.nan",
]

/// What numbers and timestamps are made of, in any base and version.
private func isNumberLetter(_ byte: UInt8) -> Bool {
  if isDigit(byte) { return true }
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"), plus, minus,
    dot, colon, underscore, 0x20, UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"),
    UInt8(ascii: "O"), UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "T"), UInt8(ascii: "t"),
    UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: ","):
    return true
  default: return false
  }
}
