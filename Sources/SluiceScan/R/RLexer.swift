/// One piece of R code. Blanks and comments are gone; line ends inside brackets too.
struct RToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name, string, number
    /// `<-`, `=`, `(`, `,` and all other marks, one or two bytes.
    case mark
    /// A line end that ends a statement, or a `;`.
    case end
    /// A comment, for those who ask whether one is there.
    case comment
  }

  var kind: Kind
  /// Offsets into the text.
  var range: Range<Int>
}

/// Cuts R code into tokens, after the lexical part of the R Language Definition. Total; O(text).
func rTokens(_ text: [UInt8]) -> [RToken] {
  var lexer = RLexer(text: text)
  lexer.run()
  return lexer.tokens
}

private struct RLexer {
  let text: [UInt8]
  var index = 0
  /// Open brackets; a line end ends a statement only outside of all but `{`.
  var open: [UInt8] = []
  var tokens: [RToken] = []

  init(text: [UInt8]) { self.text = text }

  mutating func run() {
    while index < text.count {
      let byte = text[index]
      switch byte {
      case 0x0A, UInt8(ascii: ";"):
        if byte == UInt8(ascii: ";") || open.last.map({ $0 == UInt8(ascii: "{") }) ?? true {
          emit(.end, length: 1)
        } else {
          index += 1
        }
      case 0x20, 0x09, 0x0B, 0x0C, 0x0D: index += 1
      case UInt8(ascii: "#"): emitComment()
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): emitString(byte)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): emitRun(.number)
      default:
        if isRawString { emitRawString() } else { emitOther(byte) }
      }
    }
  }

  private mutating func emit(_ kind: RToken.Kind, length: Int) {
    let end = min(text.count, index + length)
    tokens.append(RToken(kind: kind, range: index..<end))
    index = end
  }

  private mutating func emitComment() {
    var end = index
    while end < text.count, text[end] != 0x0A { end += 1 }
    emit(.comment, length: end - index)
  }

  private mutating func emitString(_ quote: UInt8) {
    var end = index + 1
    while end < text.count, text[end] != quote { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
    emit(quote == UInt8(ascii: "`") ? .name : .string, length: min(text.count, end + 1) - index)
  }

  /// `r"(…)"`, with dashes and any of the brackets.
  private var isRawString: Bool {
    guard text[index] | 0x20 == UInt8(ascii: "r"), index + 2 < text.count else { return false }
    guard text[index + 1] == UInt8(ascii: "\"") || text[index + 1] == UInt8(ascii: "'") else {
      return false
    }
    var at = index + 2
    while at < text.count, text[at] == UInt8(ascii: "-") { at += 1 }
    return at < text.count && closing(text[at]) != nil
  }

  private mutating func emitRawString() {
    let quote = text[index + 1]
    var at = index + 2
    while text[at] == UInt8(ascii: "-") { at += 1 }
    let dashes = at - index - 2
    let close = closing(text[at])
    var end = at + 1
    while end < text.count {
      if text[end] == close {
        var tail = end + 1
        while tail < text.count, tail <= end + dashes, text[tail] == UInt8(ascii: "-") { tail += 1 }
        if tail == end + 1 + dashes, tail < text.count, text[tail] == quote {
          return emit(.string, length: tail + 1 - index)
        }
      }
      end += 1
    }
    emit(.string, length: text.count - index)
  }

  private func closing(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    default: nil
    }
  }

  private mutating func emitOther(_ byte: UInt8) {
    if isWordByte(byte) { return emitRun(.name) }
    if closing(byte) != nil {
      open.append(byte)
    } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
      _ = open.popLast()
    }
    let next = index + 1 < text.count ? text[index + 1] : 0
    emit(.mark, length: byte == UInt8(ascii: "<") && next == UInt8(ascii: "-") ? 2 : 1)
  }

  private mutating func emitRun(_ kind: RToken.Kind) {
    var end = index
    while end < text.count, isWordByte(text[end]) { end += 1 }
    emit(kind, length: max(1, end - index))
  }

  /// Letters, digits, `.`, `_`, and every byte of a letter beyond ASCII.
  private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & ~0x20)
  }
}
