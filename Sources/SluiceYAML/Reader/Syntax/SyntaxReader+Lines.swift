// Mistakes of keys, colons and indentation, where the cause stands on a line as a whole.
extension SyntaxReader {
  /// `{{root}}/out.csv` without quotes: a mapping, and then text that cannot follow one.
  func placeholder() -> SyntaxMistake? {
    let text = lines.text
    let line = lines.start(of: place)..<lines.end(of: place)
    let pair = Array("{{".utf8)
    guard line.count >= 2,
      let open = (line.lowerBound..<line.upperBound - 1).last(where: {
        $0 <= place && text[$0] == pair[0] && text[$0 + 1] == pair[1]
      })
    else { return nil }
    var start = open
    while start > line.lowerBound, !isBlank(text[start - 1]), !isOpening(text[start - 1]) {
      start -= 1
    }
    guard !lines.hasOpenQuote(before: start) else { return nil }
    var end = open
    var depth = 0
    scan: while end < line.upperBound {
      switch text[end] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        if depth == 0 { break scan }
        depth -= 1
      case UInt8(ascii: ","), UInt8(ascii: "]"): if depth == 0 { break scan }
      case 0x20: if end + 1 < line.upperBound, text[end + 1] == UInt8(ascii: "#") { break scan }
      default: break
      }
      end += 1
    }
    while end > open + 1, isBlank(text[end - 1]) { end -= 1 }
    guard end >= place else { return nil }
    let value = String(decoding: text[start..<end], as: UTF8.self)
    return SyntaxMistake(
      start..<end, "'{{' without quotes opens a mapping, not a placeholder",
      help: "quote the whole value: \(inQuotes(value))")
  }

  /// A line that should be an entry and has no `: `.
  func lineWithoutColon() -> SyntaxMistake? {
    guard let since, since < lines.text.count else { return nil }
    if let mistake = missingSpace(onLineOf: since) { return mistake }
    let end = lines.endOfValue(from: since)
    guard end > since else { return nil }
    if end - since > 1024 {
      return SyntaxMistake(since..<end, "a key has at most 1024 characters")
    }
    let words = shown(String(decoding: lines.text[since..<end], as: UTF8.self))
    return SyntaxMistake(
      since..<end, "no ':' follows '\(words)'",
      help: "write '\(words): …', or indent the line if the value above goes on")
  }

  /// A `:` where a value is being read already.
  func surplusColon() -> SyntaxMistake? {
    let text = lines.text
    let lineStart = lines.firstVisible(onLineOf: place)
    if let colon = lines.firstKeyColon(from: lineStart, before: place) {
      var start = colon + 1
      while start < place, isBlank(text[start]) { start += 1 }
      let end = lines.endOfValue(from: start)
      let value = String(decoding: text[start..<max(start, end)], as: UTF8.self)
      let isKey = place + 1 >= end
      return SyntaxMistake(
        start..<max(start + 1, end),
        isKey ? "a key stands on the line of another key" : "a second ': ' stands in one value",
        help: isKey
          ? "put '\(shown(value))' on a line of its own, indented"
          : "quote the value: \(inQuotes(value))")
    }
    guard let above = lines.firstVisible(aboveLineOf: place) else { return nil }
    if let mistake = missingSpace(onLineOf: above) { return mistake }
    guard lineStart < place else { return nil }
    let key = shown(String(decoding: text[lineStart..<place], as: UTF8.self))
    return SyntaxMistake(
      lineStart..<place, "'\(key)' is indented like a part of the value above",
      help: "indent it like the key it belongs beside",
      related: (above..<max(above + 1, lines.end(of: above)), "this line has its value already"))
  }

  /// Something that cannot be the next key of a mapping in block style.
  func expectedKey() -> SyntaxMistake? {
    let text = lines.text
    guard place < text.count else { return nil }
    let begin = since.map { (bytes: lines.word(at: $0), message: "the mapping begins here") }
    if let quote = lines.closingQuote(before: place) {
      let isSingle = quote == UInt8(ascii: "'")
      return SyntaxMistake(
        place..<max(place + 1, lines.endOfValue(from: place)), "text follows the closing quote",
        help: isSingle
          ? "write '' for a quote inside single quotes, or quote the whole value with \""
          : "write \\\" for a quote inside double quotes, or quote the whole value with '")
    }
    switch text[place] {
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return strayBracket()
    case UInt8(ascii: "-") where lines.isFirstOnLine(place):
      return SyntaxMistake(
        place..<place + 1, "a list item stands among the keys of a mapping",
        help: "put the list below a key of its own, or indent it further", related: begin)
    default: break
    }
    let word = lines.word(at: place)
    guard lines.isFirstOnLine(place) else {
      return SyntaxMistake(word, "this cannot follow the value before it", related: begin)
    }
    return SyntaxMistake(
      word, "this line is indented unlike the keys beside it",
      help: "indent all keys of one mapping alike", related: begin)
  }

  func expectedDash() -> SyntaxMistake? {
    SyntaxMistake(
      lines.word(at: place), "expected '-' here, because a list stands at this indentation",
      help: "begin the line with '- ', or indent it unlike the list",
      related: since.map { (lines.word(at: $0), "the list begins here") })
  }

  func outsideOfDocument() -> SyntaxMistake? {
    guard place < lines.text.count else { return nil }
    if lines.text[place] == UInt8(ascii: "]") || lines.text[place] == UInt8(ascii: "}") {
      return strayBracket()
    }
    return SyntaxMistake(
      lines.word(at: place), "the document ended before this",
      help: "indent all lines of one mapping or list alike")
  }

  func listOnKeysLine() -> SyntaxMistake? {
    SyntaxMistake(
      lines.word(at: place), "a list cannot begin on the line of its key",
      help: "put each item on a line of its own below the key, or quote the value")
  }

  func missingValue() -> SyntaxMistake? {
    guard place < lines.text.count else { return nil }
    if lines.text[place] == UInt8(ascii: ",") {
      return SyntaxMistake(place..<place + 1, "a value is missing before this ','")
    }
    return strayBracket()
  }

  private func strayBracket() -> SyntaxMistake {
    let sign = String(decoding: lines.text[place..<place + 1], as: UTF8.self)
    return SyntaxMistake(
      place..<place + 1, "this '\(sign)' closes nothing",
      help: "remove it, or quote the value it belongs to")
  }

  /// `source:fit.py`: a word, a colon, and no blank.
  private func missingSpace(onLineOf offset: Int) -> SyntaxMistake? {
    let text = lines.text
    let start = lines.firstVisible(onLineOf: offset)
    var colon = start
    while colon < text.count, isNameByte(text[colon]) { colon += 1 }
    guard colon > start, colon + 1 < text.count, text[colon] == UInt8(ascii: ":"),
      !isBlank(text[colon + 1]), text[colon + 1] != UInt8(ascii: "/")
    else { return nil }
    let key = String(decoding: text[start..<colon], as: UTF8.self)
    let value = String(
      decoding: text[(colon + 1)..<lines.endOfValue(from: colon + 1)], as: UTF8.self)
    return SyntaxMistake(
      start..<colon + 1, "no space follows the ':' of '\(shown(key))'",
      help: "write '\(shown(key)): \(shown(value))'")
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || byte == underscore || byte == minus || byte == dot
  }

  private func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: ":")
  }
}
