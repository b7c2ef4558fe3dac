struct SQLLexer {
  private(set) var tokens: [SQLToken] = []
  private let text: [UInt8]
  private var index = 0
  private var hasGap = false
  /// A backslash before a quote is part of the text, as long as a closing quote follows.
  private var takesBackslash = true
  /// Opening marks that no closing one follows any more: they are not looked for again.
  private var unclosed: Set<UInt8> = []
  private var unclosedTags: Set<[UInt8]> = []

  init(_ text: [UInt8]) { self.text = text }

  mutating func run() {
    while index < text.count {
      let start = index
      let byte = text[index]
      if isSQLBlank(byte) {
        index += 1
        hasGap = true
      } else if let end = commentEnd() {
        index = end
        hasGap = true
      } else {
        let kind = token(byte)
        tokens.append(SQLToken(kind: kind, range: start..<index, hasGap: hasGap))
        hasGap = false
      }
    }
  }

  private func at(_ offset: Int) -> UInt8 { index + offset < text.count ? text[index + offset] : 0 }

  private mutating func commentEnd() -> Int? {
    switch (text[index], at(1)) {
    case (UInt8(ascii: "-"), UInt8(ascii: "-")), (UInt8(ascii: "#"), 0x20): return lineEnd()
    case (UInt8(ascii: "{"), UInt8(ascii: "#")):
      return closing(UInt8(ascii: "#"), UInt8(ascii: "}"))
    case (UInt8(ascii: "/"), UInt8(ascii: "*")): return blockCommentEnd()
    default: return nil
    }
  }

  private func lineEnd() -> Int {
    text[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
  }

  /// Comments of PostgreSQL nest; where the inner ones do not come out even, the first end counts. One
  /// that is never closed reaches to the end.
  private func blockCommentEnd() -> Int {
    var depth = 0
    var first: Int?
    var at = index
    while at + 1 < text.count {
      switch (text[at], text[at + 1]) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        at += 2
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        at += 2
        if depth == 0 { return at }
        first = first ?? at
      default: at += 1
      }
    }
    return first ?? text.count
  }

  private mutating func token(_ byte: UInt8) -> SQLToken.Kind {
    switch byte {
    case UInt8(ascii: "{") where at(1) == byte:
      if let end = closing(UInt8(ascii: "}"), UInt8(ascii: "}")) { return take(.placeholder, end) }
    case UInt8(ascii: "{") where at(1) == UInt8(ascii: "%"):
      if let end = closing(UInt8(ascii: "%"), UInt8(ascii: "}")) {
        return take(.templateStatement, end)
      }
    case UInt8(ascii: "'"):
      if let end = stringEnd(index) { return take(.string, end) }
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      if let end = quotedEnd(byte) { return take(.quotedName, end) }
    case UInt8(ascii: "["):
      if let end = bracketEnd() { return take(.quotedName, end) }
    case UInt8(ascii: "$"):
      if let end = dollarEnd() { return take(.string, end) }
      if isSQLDigit(at(1)) { return take(.parameter, wordEnd(index + 1)) }
    case UInt8(ascii: "?"): return take(.parameter, index + 1)
    case UInt8(ascii: ":") where isSQLWord(at(1)) && !isSQLDigit(at(1)),
      UInt8(ascii: "@") where isSQLWord(at(1)):
      return take(.parameter, wordEnd(index + 1))
    case UInt8(ascii: ":") where at(1) == byte: return take(.mark, index + 2)
    case UInt8(ascii: "%") where at(1) == UInt8(ascii: "s") && !isSQLWord(at(2)):
      return take(.parameter, index + 2)
    case UInt8(ascii: "%") where at(1) == UInt8(ascii: "("):
      if let end = text[index...].firstIndex(of: UInt8(ascii: ")")),
        !text[index..<end].contains(0x0A), end + 1 < text.count, text[end + 1] == UInt8(ascii: "s")
      {
        return take(.parameter, end + 2)
      }
    case 0x30...0x39: return take(.number, numberEnd())
    default:
      if isSQLWord(byte) { return word() }
    }
    return take(.mark, markEnd())
  }

  private mutating func take(_ kind: SQLToken.Kind, _ end: Int) -> SQLToken.Kind {
    index = min(max(index + 1, end), text.count)
    return kind
  }

  private mutating func word() -> SQLToken.Kind {
    // `E'…'`, `N'…'`, `U&'…'`
    let prefix = at(1) == UInt8(ascii: "&") ? 2 : 1
    if at(prefix) == UInt8(ascii: "'"), "EeNnBbXxUuRr".utf8.contains(text[index]),
      let end = stringEnd(index + prefix)
    {
      return take(.string, end)
    }
    return take(.word, wordEnd(index))
  }

  private func wordEnd(_ start: Int) -> Int {
    text[min(start, text.count)...].firstIndex { !isSQLWord($0) && $0 != UInt8(ascii: "$") }
      ?? text.count
  }

  private func numberEnd() -> Int {
    var end = wordEnd(index)
    if end + 1 < text.count, text[end] == UInt8(ascii: "."), isSQLDigit(text[end + 1]) {
      end = wordEnd(end + 1)
    }
    let hasExponent = text[end - 1] | 0x20 == UInt8(ascii: "e")
    if hasExponent, end + 1 < text.count, [0x2B, 0x2D].contains(text[end]),
      isSQLDigit(text[end + 1])
    {
      end = wordEnd(end + 1)
    }
    return end
  }

  private func markEnd() -> Int {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("<", "="), (">", "="), ("<", ">"), ("!", "="), ("|", "|"), ("=", "="), ("-", ">"),
      ("=", ">"),
    ]
    return pairs.contains { UInt8(ascii: $0) == text[index] && UInt8(ascii: $1) == at(1) }
      ? index + 2 : index + 1
  }

  /// The offset behind the pair that closes what the next two bytes open.
  private mutating func closing(_ first: UInt8, _ second: UInt8) -> Int? {
    guard !unclosed.contains(first) else { return nil }
    var at = index + 2
    while at + 1 < text.count {
      if text[at] == first, text[at + 1] == second { return at + 2 }
      at += 1
    }
    unclosed.insert(first)
    return nil
  }

  /// The offset behind the string whose quote stands at `start`.
  private mutating func stringEnd(_ start: Int) -> Int? {
    guard !unclosed.contains(UInt8(ascii: "'")) else { return nil }
    for backslash in takesBackslash ? [true, false] : [false] {
      var at = start + 1
      while at < text.count {
        if text[at] == UInt8(ascii: "'") {
          guard at + 1 < text.count, text[at + 1] == UInt8(ascii: "'") else { return at + 1 }
          at += 2
        } else {
          at += backslash && text[at] == UInt8(ascii: "\\") ? 2 : 1
        }
      }
      if backslash { takesBackslash = false }
    }
    unclosed.insert(UInt8(ascii: "'"))
    return nil
  }

  private mutating func quotedEnd(_ quote: UInt8) -> Int? {
    guard !unclosed.contains(quote) else { return nil }
    var at = index + 1
    while at < text.count {
      if text[at] == quote {
        guard at + 1 < text.count, text[at + 1] == quote else { return at + 1 }
        at += 1
      }
      at += 1
    }
    unclosed.insert(quote)
    return nil
  }

  /// `[name]`; behind a name or a bracket it is an element of an array.
  private func bracketEnd() -> Int? {
    if index > 0 {
      let before = text[index - 1]
      if isSQLWord(before) || before == UInt8(ascii: "]") || before == UInt8(ascii: ")") {
        return nil
      }
    }
    var at = index + 1
    while at < text.count, at < index + 256, text[at] != UInt8(ascii: "[") {
      if text[at] == UInt8(ascii: "]") { return at > index + 1 ? at + 1 : nil }
      at += 1
    }
    return nil
  }

  private mutating func dollarEnd() -> Int? {
    var end = index + 1
    while end < text.count, isSQLWord(text[end]) { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: "$"), !isSQLDigit(at(1)) else { return nil }
    let tag = Array(text[index...end])
    guard !unclosedTags.contains(tag) else { return nil }
    var at = end + 1
    while at + tag.count <= text.count {
      if text[at] == UInt8(ascii: "$"), text[at..<at + tag.count].elementsEqual(tag) {
        return at + tag.count
      }
      at += 1
    }
    if unclosedTags.count < 64 { unclosedTags.insert(tag) } else { return text.count }
    return nil
  }
}

func isSQLBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
func isSQLDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// A letter, a digit, `_`, or a byte of what is not ASCII.
func isSQLWord(_ byte: UInt8) -> Bool {
  isSQLDigit(byte) || (0x41...0x5A).contains(byte & ~0x20) || byte == 0x5F || byte >= 0x80
}
