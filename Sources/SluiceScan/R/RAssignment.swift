import SluiceCore

/// One variable of an R parameters cell: its statement, and where Ploomber's line reader would stop
/// on the way to it.
struct RAssignment {
  let cell: Fragment
  let tokens: [RToken]
  /// `upstream` or `product`.
  let name: String
  /// The tokens of the first statement that assigns the name; `nil` if there is none.
  let statement: Range<Int>?

  init(_ name: String, in cell: Fragment, _ tokens: [RToken]) {
    self.cell = cell
    self.tokens = tokens
    self.name = name
    var found: Range<Int>?
    var start = 0
    while start < tokens.count, found == nil {
      var end = start
      while end < tokens.count, tokens[end].kind != .end { end += 1 }
      while start < end, tokens[start].kind == .comment { start += 1 }
      if start + 1 < end, cell.text[tokens[start].range].elementsEqual(name.utf8),
        ["<-", "="].contains(cell.text[tokens[start + 1].range].asText)
      {
        found = start..<end
      }
      start = end + 1
    }
    statement = found
  }

  /// The statement's tokens without comments; empty if there is none.
  var solid: [Int] { statement.map { $0.filter { tokens[$0].kind != .comment } } ?? [] }

  /// From the first token to the last; `nil` if there is no statement.
  var range: Range<Int>? {
    guard let statement, let last = statement.last else { return nil }
    return tokens[statement.lowerBound].range.lowerBound..<tokens[last].range.upperBound
  }

  /// The first comment of the statement.
  var comment: Range<Int>? {
    statement?.first { tokens[$0].kind == .comment }.map { tokens[$0].range }
  }

  /// A string of the statement that Ploomber reads as something else: raw, with an escape, or with a
  /// quote of the other kind inside, at which its reader ends every string.
  var misreadString: (range: Range<Int>, message: String)? {
    for token in solid where tokens[token].kind == .string {
      let range = tokens[token].range
      let text = cell.text[range]
      if text.first.map({ $0 | 0x20 == UInt8(ascii: "r") }) ?? false {
        return (range, "Ploomber does not know raw strings")
      }
      if text.contains(UInt8(ascii: "\\")) {
        return (range, "Ploomber does not read escapes in strings")
      }
      let quotes = text.dropFirst().dropLast().contains { $0 == 0x22 || $0 == 0x27 }
      if quotes { return (range, "Ploomber ends a string at any quote, this one too early") }
    }
    return nil
  }

  func text(_ token: Int) -> String { cell.text[tokens[token].range].asText }

  func range(of indices: some Collection<Int>) -> Range<Int> {
    guard let first = indices.first, let last = indices.max() else { return 0..<0 }
    return tokens[first].range.lowerBound..<tokens[last].range.upperBound
  }

  // MARK: Ploomber's line reader

  /// The first line before the statement, or in the whole cell if there is none, that stops the line
  /// reader. A line of blanks stops it too.
  var refusedLine: (range: Range<Int>, isBlank: Bool)? {
    let end = range?.lowerBound ?? cell.text.count
    for line in lines(before: end) {
      guard case .refused(let place) = rLineVerdict(cell.text, line) else { continue }
      let isBlank = cell.text[line].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      return (trimmed(line, from: place), isBlank)
    }
    return nil
  }

  /// What the line reader makes of the line in which the statement begins.
  enum LineReading {
    case asMeant
    /// It takes the first line of the list for all of it.
    case firstLineOnly
    /// It stops: why, and where.
    case refused(String, Range<Int>, help: String)
  }

  var lineReading: LineReading {
    guard let range else { return .asMeant }
    let before = cell.text[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let after = cell.text[range.lowerBound...].firstIndex(of: 0x0A) ?? cell.text.count
    let line = before..<withoutReturn(before, after)
    let goesOn = after < range.upperBound
    switch rLineVerdict(cell.text, line) {
    case .assigns(name): return goesOn ? .firstLineOnly : .asMeant
    case .refused where goesOn:
      return .refused(
        "Ploomber cannot read a list that goes on in the next line", range,
        help: "write the list on one line")
    case .refused(let place):
      return .refused(
        "Ploomber cannot read this part of the line",
        min(place, max(before, line.upperBound - 1))..<line.upperBound,
        help: "give '\(name)' a line of its own")
    case .assigns, .skipped:
      return .refused(
        "Ploomber does not see '\(name)' here", line, help: "give '\(name)' a line of its own")
    }
  }

  /// Lines that begin before `end`, without their line ends.
  private func lines(before end: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in cell.text.enumerated() where byte == 0x0A {
      guard index < end else { break }
      lines.append(start..<withoutReturn(start, index))
      start = index + 1
    }
    if end >= cell.text.count, start < cell.text.count,
      !lines.contains(where: { $0.lowerBound == start })
    {
      lines.append(start..<withoutReturn(start, cell.text.count))
    }
    return lines
  }

  private func withoutReturn(_ start: Int, _ end: Int) -> Int {
    end > start && cell.text[end - 1] == 0x0D ? end - 1 : end
  }

  private func trimmed(_ line: Range<Int>, from place: Int) -> Range<Int> {
    var start = line.lowerBound
    while start < line.upperBound, cell.text[start] == 0x20 || cell.text[start] == 0x09 {
      start += 1
    }
    return start < line.upperBound ? start..<line.upperBound : line
  }
}
