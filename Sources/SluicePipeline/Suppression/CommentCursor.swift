/// Goes through a text from comment to comment. What is asked for must never lie before what was asked
/// for last: so however many comments there are, every byte is looked at a few times only.
struct CommentCursor {
  private let text: [UInt8]
  private let style: CommentStyle
  private var line = 0..<0
  /// The line with code that was found last; empty at the end of the text if none is left.
  private var nextLine: Range<Int>?
  /// How far strings are followed, and the quote of the long one that is open there.
  private var followed = 0
  private var quote: UInt8?
  private var endOfLastShort = 0

  init(_ text: [UInt8], _ style: CommentStyle) {
    self.text = text
    self.style = style
  }

  /// The line that holds the offset, from its first byte to behind its end.
  mutating func line(at offset: Int) -> Range<Int> {
    if offset >= line.upperBound { line = line(around: offset, notBefore: line.upperBound) }
    return line
  }

  /// The next line that is neither blank nor a comment; `line` itself where there is none.
  mutating func nextLineWithCode(behind line: Range<Int>) -> Range<Int> {
    if let nextLine, nextLine.lowerBound >= line.upperBound {
      return nextLine.isEmpty ? line : nextLine
    }
    var at = line.upperBound
    while at < text.count {
      let next = self.line(around: at, notBefore: at)
      let content = text[next].drop { $0 == 0x20 || $0 == 0x09 }
      let isBlank = content.allSatisfy { $0 == 0x0A || $0 == 0x0D }
      if !isBlank, !style.begins(content) {
        nextLine = next
        return next
      }
      at = next.upperBound
    }
    nextLine = text.count..<text.count
    return line
  }

  /// Never empty for an offset within the text.
  private func line(around offset: Int, notBefore first: Int) -> Range<Int> {
    let start = text[first..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? first
    let end = text[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    return start..<end
  }

  /// Whether a string holds the offset, be it a long one that began on an earlier line.
  mutating func isInString(_ offset: Int) -> Bool {
    while followed < offset {
      let byte = text[followed]
      if byte == UInt8(ascii: "\\") {
        followed += 2
      } else if quote == nil, byte == UInt8(ascii: "#") {
        followed = text[followed...].firstIndex(of: 0x0A) ?? text.count
      } else if byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") || quote ?? byte != byte {
        followed += 1
      } else if followed + 2 < text.count, text[followed + 1] == byte, text[followed + 2] == byte {
        quote = quote == nil ? byte : nil
        followed += 3
      } else if quote == nil {
        followed = endOfShortString(followed)
        endOfLastShort = followed
      } else {
        followed += 1
      }
    }
    return quote != nil || offset < endOfLastShort
  }

  private func endOfShortString(_ start: Int) -> Int {
    var at = start + 1
    while at < text.count, text[at] != text[start], text[at] != 0x0A {
      at += text[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, text.count)
  }
}
