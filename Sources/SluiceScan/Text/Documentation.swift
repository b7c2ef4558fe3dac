import SluiceCore

/// The first line of a function's docstring; `nil` if it has none that is a plain string. `text` is the
/// function alone. O(text).
package func functionDocumentation(_ text: [UInt8]) -> String? {
  guard let lines = PythonLines(text)?.lines,
    let head = lines.firstIndex(where: { $0.words.first?.kind != .at }), head + 1 < lines.count,
    lines[head + 1].level > lines[head].level, lines[head + 1].words.count == 1,
    let word = lines[head + 1].words.first, word.kind == .string
  else { return nil }
  return quotedStart(word.text)
}

/// The first line within the quotes that a text begins with; `nil` if it begins with none.
package func quotedStart(_ text: [UInt8]) -> String? {
  let text = text[...].trimmedStart()
  for quote: StaticString in ["\"\"\"", "'''", "\"", "'"] {
    guard let inside = text.dropping(quote) else { continue }
    let mark = text[text.startIndex]
    let line = inside.prefix { $0 != 0x0A && $0 != 0x0D && $0 != mark }
    return String(decoding: line, as: UTF8.self)
  }
  return nil
}

/// The first line within the comment `/* … */` that a query begins with; `nil` if it begins with none.
package func leadingComment(_ text: [UInt8]) -> String? {
  guard let inside = text[...].trimmedStart().dropping("/*") else { return nil }
  let line = inside.prefix { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "*") }
  return String(decoding: line, as: UTF8.self)
}
