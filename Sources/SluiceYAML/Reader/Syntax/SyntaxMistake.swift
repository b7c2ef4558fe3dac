/// A syntax error in our words: what the writer of the file most likely did, and where.
struct SyntaxMistake {
  /// Not empty unless the text is.
  var bytes: Range<Int>
  var message: String
  var help: String?
  var related: (bytes: Range<Int>, message: String)?

  init(
    _ bytes: Range<Int>, _ message: String, help: String? = nil,
    related: (bytes: Range<Int>, message: String)? = nil
  ) {
    self.bytes = bytes
    self.message = message
    self.help = help
    self.related = related
  }
}

/// Reads the text around the place where libyaml stopped. libyaml names what its grammar missed;
/// the cause is often on the line above, or a few bytes before.
struct SyntaxReader {
  let lines: LineReader
  let problem: String
  /// Where libyaml stopped, in bytes.
  let place: Int
  /// What it was reading, and since where.
  let context: String?
  let since: Int?

  private var text: [UInt8] { lines.text }
  private var found: UInt8? { place < text.count ? text[place] : nil }

  /// Never fails: libyaml's own words are the last resort.
  func mistake() -> SyntaxMistake {
    if let tab = tabMistake() { return tab }
    let known: SyntaxMistake? =
      switch problem {
      case "could not find expected ':'": lineWithoutColon()
      case "mapping values are not allowed in this context": placeholder() ?? surplusColon()
      case "did not find expected key": placeholder() ?? expectedKey()
      case "did not find expected '-' indicator": placeholder() ?? expectedDash()
      case "did not find expected ',' or ']'": placeholder() ?? unclosed(bracket: "[", with: "]")
      case "did not find expected ',' or '}'": placeholder() ?? unclosed(bracket: "{", with: "}")
      case "did not find expected <document start>": placeholder() ?? outsideOfDocument()
      case "found unexpected end of stream", "found unexpected document indicator": unclosedQuote()
      case "found character that cannot start any token": unquotedSign()
      case "did not find expected alphabetic or numeric character": unquotedAlias()
      case "found unknown escape character": unknownEscape()
      case "block sequence entries are not allowed in this context": listOnKeysLine()
      case "did not find expected node content": placeholder() ?? missingValue()
      case "did not find expected comment or line break": blockHeader()
      case "found undefined tag handle":
        SyntaxMistake(
          lines.word(at: place), "the handle of this tag is not declared",
          help: "quote the value if the '!' belongs to it")
      case "mapping keys are not allowed in this context":
        SyntaxMistake(
          lines.word(at: place), "'? ' begins a key, and no key can stand here",
          help: "quote the value: \(inQuotes(lines.rest(from: place)))")
      default: nil
      }
    if let known { return known }
    return SyntaxMistake(
      lines.word(at: place), problem,
      related: since.flatMap { start in context.map { (lines.word(at: start), $0) } })
  }

  private func tabMistake() -> SyntaxMistake? {
    guard problem.contains("tab character") || found == 0x09 else { return nil }
    var start = place
    while start < text.count, text[start] != 0x09 { start += 1 }
    guard start < text.count else { return nil }
    var end = start
    while end < text.count, text[end] == 0x09 { end += 1 }
    return SyntaxMistake(
      start..<end,
      lines.isFirstOnLine(start) ? "a tab cannot indent" : "a tab cannot stand here",
      help: "use spaces")
  }

  private func unclosed(bracket: String, with closing: String) -> SyntaxMistake? {
    guard let since else { return nil }
    if place >= text.count || lines.start(of: place) != lines.start(of: since) {
      return SyntaxMistake(
        since..<since + 1, "the '\(bracket)' is never closed", help: "close it with '\(closing)'",
        related: (lines.word(at: place), "'\(closing)' or ',' was expected before this"))
    }
    return SyntaxMistake(
      lines.word(at: place), "expected ',' or '\(closing)' here",
      help: "quote the value if the brackets belong to it",
      related: (since..<since + 1, "the '\(bracket)' opens here"))
  }

  private func unclosedQuote() -> SyntaxMistake? {
    guard let since, context?.contains("quoted") ?? false, since < text.count else { return nil }
    let quote = text[since] == UInt8(ascii: "'") ? "'" : "\""
    return SyntaxMistake(
      since..<max(since + 1, lines.end(of: since)), "the quote is never closed",
      help: "close it with \(quote)")
  }

  private func unquotedSign() -> SyntaxMistake? {
    guard let found else { return nil }
    let sign = String(decoding: [found], as: UTF8.self)
    return SyntaxMistake(
      lines.word(at: place), "text cannot begin with '\(sign)' unless it is quoted",
      help: "quote it: \(inQuotes(lines.rest(from: place)))")
  }

  private func unquotedAlias() -> SyntaxMistake? {
    guard let since, since < text.count else { return nil }
    let isAlias = text[since] == UInt8(ascii: "*")
    return SyntaxMistake(
      lines.word(at: since),
      isAlias
        ? "'*' begins an alias unless it is quoted" : "'&' begins an anchor unless it is quoted",
      help: "quote it: \(inQuotes(lines.rest(from: since)))")
  }

  private func unknownEscape() -> SyntaxMistake? {
    guard found == UInt8(ascii: "\\"), place + 1 < text.count else { return nil }
    var end = place + 2
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    let escape = String(decoding: text[place..<end], as: UTF8.self)
    return SyntaxMistake(
      place..<end, "'\(shown(escape))' is no escape in double quotes",
      help: "write '\\\(shown(escape))', or use single quotes")
  }

  private func blockHeader() -> SyntaxMistake? {
    guard context == "while scanning a block scalar" else { return nil }
    return SyntaxMistake(
      lines.word(at: place), "only a digit, '+', '-' or a comment can follow '|' and '>'",
      help: "begin the text on the next line, or quote it")
  }
}
