/// Questions about the lines of a text, all by byte offset. Each answer costs at most the lines it
/// speaks of.
struct LineReader {
  let text: [UInt8]

  /// Offset of the first byte of the line that holds `offset`.
  func start(of offset: Int) -> Int {
    var start = min(offset, text.count)
    while start > 0, text[start - 1] != 0x0A, text[start - 1] != 0x0D { start -= 1 }
    return start
  }

  /// Offset behind the last byte of the line, blanks at its end left out; never before `offset`.
  func end(of offset: Int) -> Int {
    var end = min(offset, text.count)
    while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    while end > offset, isBlank(text[end - 1]) { end -= 1 }
    return end
  }

  /// As `end(of:)`, a comment left out too.
  func endOfValue(from offset: Int) -> Int {
    let line = end(of: offset)
    var end = offset
    while end < line {
      if text[end] == UInt8(ascii: "#"), end > offset, isBlank(text[end - 1]) { break }
      end += 1
    }
    while end > offset, isBlank(text[end - 1]) { end -= 1 }
    return end
  }

  /// Offset of the line's first visible byte, dashes of list items left out.
  func firstVisible(onLineOf offset: Int) -> Int {
    var index = start(of: offset)
    while index < text.count, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    while index + 1 < text.count, text[index] == minus, text[index + 1] == 0x20 {
      index += 1
      while index < text.count, text[index] == 0x20 { index += 1 }
    }
    return index
  }

  /// The same on the nearest line above that is neither empty nor a comment.
  func firstVisible(aboveLineOf offset: Int) -> Int? {
    var line = start(of: offset)
    while line > 0 {
      line = start(of: line - 1)
      let index = firstVisible(onLineOf: line)
      if index < text.count, !isBlank(text[index]), text[index] != UInt8(ascii: "#") {
        return index
      }
    }
    return nil
  }

  /// Whether only blanks stand before `offset` on its line.
  func isFirstOnLine(_ offset: Int) -> Bool {
    let start = start(of: offset)
    return text[start..<min(offset, text.count)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The first `: ` between the offsets, quoted text left out.
  func firstKeyColon(from start: Int, before end: Int) -> Int? {
    var index = start
    var quote: UInt8?
    while index + 1 < end {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == colon, isBlank(text[index + 1]) {
        return index
      }
      index += 1
    }
    return nil
  }

  /// Whether a quote that opens on this line is still open at `offset`.
  func hasOpenQuote(before offset: Int) -> Bool {
    var quote: UInt8?
    for byte in text[start(of: offset)..<min(offset, text.count)] {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      }
    }
    return quote != nil
  }

  /// The quote that ends on this line before `offset`, only blanks between.
  func closingQuote(before offset: Int) -> UInt8? {
    var index = offset
    while index > 0, text[index - 1] == 0x20 { index -= 1 }
    guard index > 0, text[index - 1] == UInt8(ascii: "'") || text[index - 1] == UInt8(ascii: "\"")
    else { return nil }
    return text[index - 1]
  }

  /// The value from `offset` to the line's end, as text.
  func rest(from offset: Int) -> String {
    String(decoding: text[offset..<endOfValue(from: offset)], as: UTF8.self)
  }

  /// The run of visible bytes at `offset`; at a line's end, its last visible character.
  func word(at offset: Int) -> Range<Int> {
    var start = min(offset, text.count)
    var end = start
    while end < text.count, !isBlank(text[end]) { end += 1 }
    if end > start { return start..<end }
    while start > 0, isBlank(text[start - 1]) { start -= 1 }
    end = start
    if start > 0 { start -= 1 }
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start..<end
  }
}
