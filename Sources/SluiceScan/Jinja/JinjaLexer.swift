/// Cuts a template into tokens, as `jinja2.lexer` does with its default settings. One pass; stops at
/// the first mistake, which it keeps in `failure`, and always ends with an `end` token.
struct JinjaLexer {
  private let text: [UInt8]
  private let delimiters: JinjaDelimiters
  /// Jinja drops one line end at the end of a template.
  private let end: Int
  private var index = 0
  private(set) var tokens: [JinjaToken] = []
  private(set) var failure: JinjaError?

  init(_ text: [UInt8], delimiters: JinjaDelimiters) {
    self.text = text
    self.delimiters = delimiters
    var end = text.count
    if end > 0, text[end - 1] == 0x0A { end -= 1 }
    if end > 0, text[end - 1] == 0x0D { end -= 1 }
    self.end = end
  }

  mutating func run() {
    while index < end, failure == nil { lexText() }
    tokens.append(JinjaToken(kind: .end, range: index..<index))
  }

  // MARK: Text

  private mutating func lexText() {
    let start = index
    var at = index
    while at + 1 < end {
      if matches(delimiters.block.open, at: at) {
        emitText(start..<at, before: at)
        if let body = rawBody(at: at) {
          lexRaw(opening: at..<body, from: body)
        } else {
          open(.blockBegin, at: at)
          lexCode(isBlock: true, opening: at)
        }
        return
      }
      if matches(delimiters.variable.open, at: at) {
        emitText(start..<at, before: at)
        open(.variableBegin, at: at)
        lexCode(isBlock: false, opening: at)
        return
      }
      if matches(delimiters.comment.open, at: at) {
        emitText(start..<at, before: at)
        lexComment(opening: at)
        return
      }
      at += 1
    }
    emitText(start..<end)
    index = end
  }

  /// The text without the blanks at its end if a mark at `mark` says so: `{%-`.
  private mutating func emitText(_ range: Range<Int>, before mark: Int? = nil) {
    var range = range
    if let mark, mark + 2 < end, text[mark + 2] == UInt8(ascii: "-") {
      range = range.lowerBound..<endWithoutBlanks(range)
    }
    if !range.isEmpty { tokens.append(JinjaToken(kind: .data, range: range)) }
  }

  private func endWithoutBlanks(_ range: Range<Int>) -> Int {
    var at = range.upperBound
    while at > range.lowerBound {
      var start = at - 1
      while start > range.lowerBound, at - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
      let (scalar, length) = scalar(at: start)
      guard start + length == at, isJinjaBlank(scalar) else { break }
      at = start
    }
    return at
  }

  /// The opening mark and its whitespace sign.
  private mutating func open(_ kind: JinjaToken.Kind, at start: Int) {
    index = afterSign(start + 2)
    tokens.append(JinjaToken(kind: kind, range: start..<index))
  }

  private mutating func lexComment(opening: Int) {
    let body = afterSign(opening + 2)
    var at = body
    while at + 1 < end {
      if matches(delimiters.comment.close, at: at) {
        index = at + 2
        if at > body, text[at - 1] == UInt8(ascii: "-") { index = skipBlanks(index) }
        return
      }
      at += 1
    }
    index = end
    guard body < end else { return }
    let isLength = opening > 0 && text[opening - 1] == UInt8(ascii: "$")
    failure = JinjaError(
      "this comment is never closed", at: opening..<opening + 2,
      help: isLength
        ? "to Jinja, '${#' opens a comment; put it between '{% raw %}' and '{% endraw %}'"
        : "end it with '\(delimiters.comment.close.text)'")
  }

  // MARK: Raw

  /// The offset behind `{% raw %}`, if that stands at `start`.
  private func rawBody(at start: Int) -> Int? {
    var at = skipBlanks(afterSign(start + 2))
    guard word("raw", at: at) else { return nil }
    at = skipBlanks(at + 3)
    if at < end, text[at] == UInt8(ascii: "-"), matches(delimiters.block.close, at: at + 1) {
      return skipBlanks(at + 3)
    }
    return matches(delimiters.block.close, at: at) ? at + 2 : nil
  }

  private mutating func lexRaw(opening: Range<Int>, from body: Int) {
    var at = body
    while at + 1 < end {
      if matches(delimiters.block.open, at: at), let after = rawEnd(at: at) {
        emitText(body..<at, before: at)
        index = after
        return
      }
      at += 1
    }
    index = end
    guard body < end else { return }
    failure = JinjaError(
      "this raw block is never closed", at: opening, help: "end it with '{% endraw %}'")
  }

  private func rawEnd(at start: Int) -> Int? {
    var at = skipBlanks(afterSign(start + 2))
    guard word("endraw", at: at) else { return nil }
    at = skipBlanks(at + 6)
    let sign = at < end ? text[at] : 0
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { at += 1 }
    guard matches(delimiters.block.close, at: at) else { return nil }
    return sign == UInt8(ascii: "-") ? skipBlanks(at + 2) : at + 2
  }

  // MARK: Code

  private mutating func lexCode(isBlock: Bool, opening: Int) {
    let close = isBlock ? delimiters.block.close : delimiters.variable.close
    var open: [(expected: JinjaMark, at: Int)] = []
    while index < end {
      if open.isEmpty, let length = closing(close, signs: isBlock ? "+-" : "-") {
        tokens.append(
          JinjaToken(
            kind: isBlock ? .blockEnd : .variableEnd, range: index..<index + length))
        let strips = length == 3 && text[index] == UInt8(ascii: "-")
        index = strips ? skipBlanks(index + length) : index + length
        return
      }
      let (scalar, length) = scalar(at: index)
      if isJinjaBlank(scalar) {
        index += length
      } else if let number = number(at: index) {
        tokens.append(
          JinjaToken(kind: number.isFloat ? .float : .integer, range: index..<number.end))
        index = number.end
      } else if isJinjaWord(scalar) {
        lexName()
      } else if scalar == "'" || scalar == "\"" {
        lexString()
      } else if let (mark, width) = JinjaMark.at(
        text[index], index + 1 < end ? text[index + 1] : nil)
      {
        if let expected = mark.closing {
          open.append((expected, index))
        } else if mark.isClosing {
          balance(mark, &open)
        }
        if failure == nil {
          tokens.append(JinjaToken(kind: .mark(mark), range: index..<index + width))
          index += width
        }
      } else {
        failure = JinjaError(
          "'\(scalar)' has no meaning here", at: index..<index + length,
          help: scalar == "!" ? "write 'not', or '!=' to compare" : nil)
      }
      if failure != nil { return }
    }
    if let unclosed = open.last {
      failure = JinjaError(
        "this '\(text[unclosed.at...unclosed.at].asText)' is never closed",
        at: unclosed.at..<unclosed.at + 1,
        help: "close it with '\(unclosed.expected.rawValue)' before '\(close.text)'")
    } else {
      failure = JinjaError(
        "this '\(text[opening..<opening + 2].asText)' is never closed",
        at: opening..<opening + 2, help: "end it with '\(close.text)'")
    }
  }

  private mutating func balance(
    _ mark: JinjaMark, _ open: inout [(expected: JinjaMark, at: Int)]
  ) {
    guard let last = open.popLast() else {
      failure = JinjaError(
        "this '\(mark.rawValue)' closes nothing", at: index..<index + 1)
      return
    }
    if last.expected != mark {
      failure = JinjaError(
        "'\(mark.rawValue)' cannot close '\(text[last.at...last.at].asText)'",
        at: index..<index + 1, help: "'\(last.expected.rawValue)' is missing before it",
        opener: last.at..<last.at + 1)
    }
  }

  private mutating func lexName() {
    let start = index
    var isName = true
    while index < end {
      let (scalar, length) = scalar(at: index)
      guard isJinjaWord(scalar) else { break }
      isName =
        isName
        && (index == start
          ? scalar == "_" || scalar.properties.isXIDStart : scalar.properties.isXIDContinue)
      index += length
    }
    let name = text[start..<index].asText
    if isName {
      tokens.append(JinjaToken(kind: .name, range: start..<index, name: name))
    } else {
      failure = JinjaError("'\(name)' is not a name", at: start..<index)
    }
  }

  private mutating func lexString() {
    let start = index
    let quote = text[index]
    index += 1
    while index < end, text[index] != quote {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < end else {
      index = end
      failure = JinjaError(
        "this string is never closed", at: start..<start + 1,
        help: "its closing quote (\(text[start...start].asText)) is missing")
      return
    }
    index += 1
    if let wrong = JinjaString.brokenEscape(in: text, start + 1..<index - 1) {
      failure = JinjaError("this escape is not complete", at: wrong)
      return
    }
    tokens.append(JinjaToken(kind: .string, range: start..<index))
  }

  // MARK: Small readers

  private func matches(_ mark: JinjaDelimiters.Mark, at index: Int) -> Bool {
    index + 1 < end && text[index] == mark.first && text[index + 1] == mark.second
  }

  /// The length of the closing mark at `index`, with one of `signs` before it or none.
  private func closing(_ mark: JinjaDelimiters.Mark, signs: String) -> Int? {
    if matches(mark, at: index) { return 2 }
    let signed = signs.utf8.contains(text[index]) && matches(mark, at: index + 1)
    return signed ? 3 : nil
  }

  private func afterSign(_ at: Int) -> Int {
    at < end && (text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+")) ? at + 1 : at
  }

  private func skipBlanks(_ start: Int) -> Int {
    var at = start
    while at < end {
      let (scalar, length) = scalar(at: at)
      guard isJinjaBlank(scalar) else { break }
      at += length
    }
    return at
  }

  private func word(_ word: StaticString, at start: Int) -> Bool {
    guard start + word.utf8CodeUnitCount <= end else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { word.utf8Start[$0] == text[start + $0] }
  }

  private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    decodeScalar(text, at: index, end: end)
  }

  private func number(at start: Int) -> (end: Int, isFloat: Bool)? {
    JinjaNumber.end(in: text, at: start, limit: end)
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as text, mended where they are not UTF-8.
  var asText: String { String(decoding: self, as: UTF8.self) }
}
