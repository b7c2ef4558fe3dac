import SluiceCore

/// Finds the comments of one file that hide findings. One search for the word `sluice:`, and a closer
/// look only at the lines that hold it. O(bytes).
struct SuppressionReader {
  private(set) var found: [Suppression] = []
  /// Comments that begin with `sluice:` and say nothing that can be understood.
  private(set) var unreadable: [SourceRange] = []
  private let file: Int
  private let style: CommentStyle

  /// The file at position `file` of the store.
  init(_ source: SourceFile, file: Int) {
    self.file = file
    style = CommentStyle(path: source.path)
    if source.cells.isEmpty {
      read(source.bytes) { $0 }
    } else {
      for cell in source.cells { read(cell.text) { cell.fileRange($0) } }
    }
  }

  /// `place` leads from the text's offsets to the file's.
  private mutating func read(_ text: [UInt8], _ place: (Range<Int>) -> Range<Int>) {
    var start = 0
    while let mark = SuppressionReader.mark.offset(in: text, from: start) {
      start = mark + SuppressionReader.markLength
      let line = line(around: mark, in: text)
      guard let comment = style.comment(in: text, line: line, before: mark) else { continue }
      guard !style.hasStrings || !isInLongString(mark, text) else { continue }
      let end = trimmedEnd(text, start, style.end(of: line, in: text, from: start))
      let range = SourceRange(file: file, bytes: place(mark..<end))
      guard var suppression = suppression(text, start..<end, range, place) else {
        unreadable.append(range)
        continue
      }
      let isAlone = text[line.lowerBound..<comment].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      let reach =
        line.lowerBound..<(isAlone ? nextLineWithCode(behind: line, in: text) : line).upperBound
      suppression.reach = place(reach)
      found.append(suppression)
    }
  }

  private static let mark = ByteSearch(Array("sluice:".utf8))
  private static let markLength = 7

  /// `ignore[word, word] because …`; `nil` for everything else.
  private func suppression(
    _ text: [UInt8], _ part: Range<Int>, _ range: SourceRange, _ place: (Range<Int>) -> Range<Int>
  ) -> Suppression? {
    var at = part.lowerBound
    func skipBlanks() {
      while at < part.upperBound, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    }
    skipBlanks()
    let verb = Array("ignore".utf8)
    guard text[at..<part.upperBound].starts(with: verb) else { return nil }
    at += verb.count
    skipBlanks()
    guard at < part.upperBound, text[at] == UInt8(ascii: "[") else { return nil }
    at += 1
    guard let close = text[at..<part.upperBound].firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    var words: [Suppression.Word] = []
    for word in text[at..<close].split(separator: UInt8(ascii: ",")) {
      let name = word.drop { $0 == 0x20 || $0 == 0x09 }
      let end = trimmedEnd(text, name.startIndex, name.endIndex)
      guard name.startIndex < end else { continue }
      words.append(
        .init(
          text: String(decoding: text[name.startIndex..<end], as: UTF8.self),
          range: SourceRange(file: file, bytes: place(name.startIndex..<end))))
    }
    guard !words.isEmpty else { return nil }
    var reason = String(decoding: text[(close + 1)..<part.upperBound], as: UTF8.self)[...]
    reason = reason.drop { $0 == " " || $0 == "\t" || $0 == "-" || $0 == ":" || $0 == "–" }
    if reason.hasPrefix("because ") { reason = reason.dropFirst("because ".count) }
    return Suppression(
      words: words, range: range, reach: range.bytes, reason: reason.isEmpty ? nil : String(reason))
  }

  /// The next line that is neither blank nor a comment; `line` itself where there is none.
  private func nextLineWithCode(behind line: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var at = line.upperBound
    while at < text.count {
      let next = self.line(around: at, in: text)
      let content = text[next].drop { $0 == 0x20 || $0 == 0x09 }
      let isBlank = content.allSatisfy { $0 == 0x0A || $0 == 0x0D }
      if !isBlank, !style.begins(content) { return next }
      at = max(next.upperBound, at + 1)
    }
    return line
  }

  /// From the line's first byte to behind its end.
  private func line(around offset: Int, in text: [UInt8]) -> Range<Int> {
    let start = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = text[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    return start..<end
  }

  /// Whether a string of three quotes that began on an earlier line holds the offset.
  private func isInLongString(_ offset: Int, _ text: [UInt8]) -> Bool {
    var quote: UInt8?
    var at = 0
    while at < offset {
      let byte = text[at]
      if byte == UInt8(ascii: "\\") {
        at += 2
        continue
      }
      if quote == nil, byte == UInt8(ascii: "#") {
        at = text[at...].firstIndex(of: 0x0A) ?? text.count
        if at > offset { return false }
        continue
      }
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), quote == nil || quote == byte
      else {
        at += 1
        continue
      }
      if at + 2 < text.count, text[at + 1] == byte, text[at + 2] == byte {
        quote = quote == nil ? byte : nil
        at += 3
      } else if quote == nil {
        at = endOfShortString(at, text)
      } else {
        at += 1
      }
    }
    return quote != nil
  }

  private func endOfShortString(_ start: Int, _ text: [UInt8]) -> Int {
    var at = start + 1
    while at < text.count, text[at] != text[start], text[at] != 0x0A {
      at += text[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, text.count)
  }

  private func trimmedEnd(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(text[end - 1]) { end -= 1 }
    return end
  }
}

/// How comments look in a file, by its suffix.
private struct CommentStyle {
  let marks: [[UInt8]]
  /// Strings of the language may go over several lines.
  let hasStrings: Bool

  init(path: String) {
    let suffix = Path.suffix(of: path)
    switch suffix {
    case ".sql": marks = ["--", "/*", "{#"].map { Array($0.utf8) }
    case ".sh": marks = ["#", "{#"].map { Array($0.utf8) }
    case ".md", ".Rmd", ".rmd": marks = ["#", "<!--"].map { Array($0.utf8) }
    default: marks = [Array("#".utf8)]
    }
    hasStrings = suffix == ".py" || suffix == ".ipynb"
  }

  /// Where the comment begins that has nothing but blanks between its mark and `offset`.
  func comment(in text: [UInt8], line: Range<Int>, before offset: Int) -> Int? {
    var end = offset
    while end > line.lowerBound, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    for mark in marks where end - mark.count >= line.lowerBound {
      let start = end - mark.count
      guard text[start..<end].elementsEqual(mark) else { continue }
      // Within a word a mark is none.
      if start == line.lowerBound || text[start - 1] == 0x20 || text[start - 1] == 0x09 {
        return start
      }
    }
    return nil
  }

  /// Where the comment ends that goes on at `start`.
  func end(of line: Range<Int>, in text: [UInt8], from start: Int) -> Int {
    guard marks.count > 1 else { return line.upperBound }
    return CommentStyle.ends.compactMap { $0.offset(in: text, from: start) }
      .filter { $0 < line.upperBound }.min() ?? line.upperBound
  }

  /// What may end a comment before its line does.
  private static let ends = ["*/", "#}", "-->"].map { ByteSearch(Array($0.utf8)) }

  func begins(_ content: ArraySlice<UInt8>) -> Bool { marks.contains { content.starts(with: $0) } }
}
