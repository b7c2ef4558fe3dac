import SluiceCore

/// The comments that hide findings, of files that were read for them.
struct KnownComments: Sendable {
  private var found: [Int: SuppressionReader] = [:]
  /// The files that have none: nearly all.
  private var silent: Set<Int> = []

  /// Keeps what was read in a file; `nil` where that has none.
  mutating func keep(_ comments: SuppressionReader?, of file: Int) {
    if let comments { found[file] = comments } else { silent.insert(file) }
  }

  /// `nil` for a file without any. One that was not read is read.
  func comments(of source: SourceFile, at file: Int) -> SuppressionReader? {
    if let known = found[file] { return known }
    return silent.contains(file) ? nil : SuppressionReader(source, file: file)
  }
}

/// Finds the comments of one file that hide findings. One search for the word `sluice:`, and a closer
/// look only at the lines that hold it. O(bytes).
struct SuppressionReader: Sendable {
  private(set) var found: [Suppression] = []
  /// Comments that begin with `sluice:` and say nothing that can be understood.
  private(set) var unreadable: [SourceRange] = []
  private let file: Int
  private let style: CommentStyle

  /// Whether the file has no such comments.
  var isSilent: Bool { found.isEmpty && unreadable.isEmpty }

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
    var cursor = CommentCursor(text, style)
    var start = 0
    while let mark = SuppressionReader.mark.offset(in: text, from: start) {
      start = mark + SuppressionReader.markLength
      let line = cursor.line(at: mark)
      guard let comment = style.comment(in: text, line: line, before: mark) else { continue }
      guard !style.hasStrings || !cursor.isInString(mark) else { continue }
      let end = trimmedEnd(text, start, style.end(of: line, in: text, from: start))
      let range = SourceRange(file: file, bytes: place(mark..<end))
      guard var suppression = suppression(text, start..<end, range, place) else {
        unreadable.append(range)
        continue
      }
      let isAlone = text[line.lowerBound..<comment].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      let reach =
        line.lowerBound..<(isAlone ? cursor.nextLineWithCode(behind: line) : line).upperBound
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

  private func trimmedEnd(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(text[end - 1]) { end -= 1 }
    return end
  }
}
