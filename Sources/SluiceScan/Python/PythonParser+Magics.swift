extension PythonParser {
  /// A line of IPython, backslash continuations included.
  mutating func magicLine(_ start: Int) {
    skipMagic()
    push(leaf(.magic, start, lexer.previousEnd))
  }

  /// Skips to the line's end from inside a magic; the next token is what follows the line.
  mutating func skipMagic() {
    var index = here
    while index < lexer.count {
      let byte = lexer.bytes[index]
      if byte == 0x0A || byte == 0x0D {
        guard index > 0, lexer.bytes[index - 1] == 0x5C else { break }
      }
      index += 1
    }
    lexer.finishString(at: index)
    advance()
    if kind == .newline { advance() }
  }
}

/// Whether a cell begins with `%%magic` whose body is not Python. Blank lines may come before.
func beginsWithForeignMagic(_ text: [UInt8]) -> Bool {
  var index = 0
  while index < text.count, text[index] <= 0x20 { index += 1 }
  guard index + 1 < text.count, text[index] == 0x25, text[index + 1] == 0x25 else { return false }
  var end = index + 2
  while end < text.count, text[end] > 0x20 { end += 1 }
  return !pythonCellMagics.contains(String(decoding: text[(index + 2)..<end], as: UTF8.self))
}

/// Cell magics that run their body as Python.
private let pythonCellMagics: Set<String> = ["capture", "prun", "time", "timeit"]
