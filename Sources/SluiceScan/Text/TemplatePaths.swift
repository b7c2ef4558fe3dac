import SluiceCore

/// The words of a shell script, or the quoted texts of a SQL file, that may name files, by offset, and
/// whether the script changes the folder that it runs in. What Jinja puts in, and what it touches, is
/// left out. Linear in the text.
package func templatePaths(
  _ bytes: [UInt8], isShell: Bool, file: Int
) -> (literals: [PythonPathLiteral], moves: Bool) {
  var reader = TemplatePathReader(text: bytes, isShell: isShell, file: file)
  reader.run()
  return (reader.found, reader.moves)
}

private struct TemplatePathReader {
  let text: [UInt8]
  let isShell: Bool
  let file: Int
  var index = 0
  var found: [PythonPathLiteral] = []
  var moves = false
  /// `>` or `<` before the word.
  private var redirection: UInt8 = 0

  init(text: [UInt8], isShell: Bool, file: Int) {
    self.text = text
    self.isShell = isShell
    self.file = file
  }

  mutating func run() {
    while index < text.count {
      let byte = text[index]
      if skipsJinja() || skipsComment() {
        redirection = 0
      } else if isShell {
        if isWordByte(byte) { word() } else { mark(byte) }
      } else if byte == UInt8(ascii: "'") {
        quoted()
      } else {
        index += 1
      }
    }
  }

  private mutating func mark(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">"), UInt8(ascii: "<"): redirection = byte
    case 0x20, 0x09, UInt8(ascii: "'"), UInt8(ascii: "\""): break
    default: redirection = 0
    }
    index += 1
  }

  /// `{{ … }}`, `{% … %}`, `{# … #}`
  private mutating func skipsJinja() -> Bool {
    guard text[index] == UInt8(ascii: "{"), index + 1 < text.count else { return false }
    let close: [UInt8]
    switch text[index + 1] {
    case UInt8(ascii: "{"): close = Array("}}".utf8)
    case UInt8(ascii: "%"): close = Array("%}".utf8)
    case UInt8(ascii: "#"): close = Array("#}".utf8)
    default: return false
    }
    index += 2
    skip(to: close)
    return true
  }

  private mutating func skipsComment() -> Bool {
    let next = index + 1 < text.count ? text[index + 1] : 0
    if isShell {
      guard text[index] == UInt8(ascii: "#"), index == 0 || text[index - 1] <= 0x20 else {
        return false
      }
      skip(to: [0x0A])
      return true
    }
    if text[index] == UInt8(ascii: "-"), next == UInt8(ascii: "-") {
      skip(to: [0x0A])
      return true
    }
    guard text[index] == UInt8(ascii: "/"), next == UInt8(ascii: "*") else { return false }
    index += 2
    skip(to: Array("*/".utf8))
    return true
  }

  private mutating func skip(to end: [UInt8]) {
    while index < text.count, !text[index...].starts(with: end) { index += 1 }
    index = min(text.count, index + end.count)
  }

  private mutating func word() {
    let start = index
    while index < text.count, isWordByte(text[index]) { index += 1 }
    let word = String(decoding: text[start..<index], as: UTF8.self)
    moves = moves || word == "cd" || word == "pushd"
    keep(
      word, start..<index,
      redirection == 0 ? .unknown : redirection == UInt8(ascii: "<") ? .read : .written)
    redirection = 0
  }

  private mutating func quoted() {
    let start = index
    index += 1
    while index < text.count, text[index] != UInt8(ascii: "'"), text[index] != 0x0A { index += 1 }
    index = min(text.count, index + 1)
    guard index - start > 2 else { return }
    keep(
      String(decoding: text[(start + 1)..<(index - 1)], as: UTF8.self), start..<index, .unknown)
  }

  private mutating func keep(_ word: String, _ range: Range<Int>, _ use: PythonPathLiteral.Use) {
    let bytes = word.utf8
    guard bytes.count > 2, bytes.count < 4096,
      bytes.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: ".")),
      !bytes.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") })
    else { return }
    // `dir/{{name}}` is but a part of a path.
    let isPart =
      text[range.upperBound...].starts(with: "{{".utf8)
      || text[..<range.lowerBound].suffix(2).elementsEqual("}}".utf8)
      || text[..<range.lowerBound].last == UInt8(ascii: "$")
    found.append(
      PythonPathLiteral(
        text: word, range: SourceRange(file: file, bytes: range), use: use, isPart: isPart))
  }

  /// Everything but blanks, quotes, and what means something to a shell.
  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "|"),
      UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "?"):
      false
    default: true
    }
  }
}
