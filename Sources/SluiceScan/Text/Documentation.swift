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
private func quotedStart(_ text: [UInt8]) -> String? {
  if let line = tripleQuotedStart(text) { return line }
  let text = text[...].trimmedStart()
  for quote: StaticString in ["\"", "'"] {
    if let inside = text.dropping(quote) { return firstLine(of: inside, before: quote) }
  }
  return nil
}

/// The same for triple quotes alone.
func tripleQuotedStart(_ text: [UInt8]) -> String? {
  let text = text[...].trimmedStart()
  for quote: StaticString in ["\"\"\"", "'''"] {
    if let inside = text.dropping(quote) { return firstLine(of: inside, before: quote) }
  }
  return nil
}

/// What stands before the end of the line and before `mark`.
private func firstLine(of text: ArraySlice<UInt8>, before mark: StaticString) -> String {
  var end = text.startIndex
  while end < text.endIndex, text[end] != 0x0A, text[end] != 0x0D,
    !text[end...].starts(withText: mark)
  {
    end += 1
  }
  return String(decoding: text[..<end], as: UTF8.self)
}

/// The first line within the comment `/* … */` that a query begins with; `nil` if it begins with none.
package func leadingComment(_ text: [UInt8]) -> String? {
  guard let inside = text[...].trimmedStart().dropping("/*") else { return nil }
  return firstLine(of: inside, before: "*/")
}
