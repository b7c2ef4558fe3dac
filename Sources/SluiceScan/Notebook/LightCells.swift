/// The cells of jupytext's light format: `# +` up to `# -` or the next `# +`, and paragraphs. With
/// `folding`, cells with a marker stand between its two words instead. O(lines).
func lightCells(
  _ lines: ScriptLines, from start: Int, _ dialect: ScriptDialect, folding: ScriptFormat.Folding?
) -> [ScriptCell] {
  var reader = LightReader(lines: lines, dialect: dialect, folding: folding)
  var cells: [ScriptCell] = []
  var next = start
  while next < lines.count { cells.append(reader.read(&next)) }
  return cells
}

private struct LightReader {
  let lines: ScriptLines
  let dialect: ScriptDialect
  let folding: ScriptFormat.Folding?
  /// For each line, the first line from it on that is no comment, and whether a magic command of
  /// IPython stands before that.
  private var commentEnds: [Int]
  private var hasMagic: [Bool]

  init(lines: ScriptLines, dialect: ScriptDialect, folding: ScriptFormat.Folding?) {
    self.lines = lines
    self.dialect = dialect
    self.folding = folding
    commentEnds = [Int](repeating: lines.count, count: lines.count + 1)
    hasMagic = [Bool](repeating: false, count: lines.count + 1)
    for number in (0..<lines.count).reversed() {
      guard let rest = lines[number].dropping("#") else {
        commentEnds[number] = number
        continue
      }
      commentEnds[number] = commentEnds[number + 1]
      let isNested = rest.trimmedStart().starts(withText: "#")
      hasMagic[number] =
        hasMagic[number + 1] || !isNested && isMagic(lines[number], isPython: dialect.isPython)
    }
  }

  /// The cell at line `start`, which moves on to the next cell.
  mutating func read(_ start: inout Int) -> ScriptCell {
    let first = start
    var options = opening(lines[first]).map { CellOptions(marker: $0) }
    if options == nil, !isClosing(lines[first], options), isCommentParagraph(first) {
      var end = first
      while end < lines.count, !lines.isBlank(end) { end += 1 }
      start = next(after: min(end + 1, lines.count), isExplicit: false)
      return ScriptCell(
        options: CellOptions(marker: []), lines: first..<end, form: .commented, isProse: true)
    }
    let dismissed = options
    let found = regionEnd(from: first, &options)
    let body =
      (options == nil ? first : first + 1)..<max(found.end, options == nil ? first : first + 1)
    start = max(first + 1, next(after: found.next, isExplicit: found.isExplicit))
    var known = options ?? CellOptions(marker: [])
    if let dismissed, options == nil {
      (known.isText, known.isRaw) = (dismissed.isText, dismissed.isRaw)
    }
    let isCode = !known.isText && known.isActive(in: dialect.fileExtension)
    return ScriptCell(
      options: known, lines: body, form: isCode ? .verbatim : .commented,
      hasMarker: body.lowerBound > first, isClosed: found.isExplicit)
  }

  private func isCommentParagraph(_ start: Int) -> Bool {
    let end = commentEnds[start]
    if hasMagic[start] { return false }
    return end == lines.count || end > start && lines.isBlank(end)
  }

  /// Blank lines between two cells belong to neither.
  private func next(after line: Int, isExplicit: Bool) -> Int {
    func isBlank(_ number: Int) -> Bool { lines.isBlank(number) }
    if line + 1 < lines.count, isBlank(line), !isBlank(line + 1) { return line + 1 }
    if isExplicit, line + 2 < lines.count, isBlank(line), isBlank(line + 1), !isBlank(line + 2) {
      return line + 2
    }
    return line
  }

  private func regionEnd(
    from first: Int, _ options: inout CellOptions?
  ) -> (end: Int, next: Int, isExplicit: Bool) {
    let hasMarker = options != nil
    var state = QuoteState(isPython: !dialect.isR)
    for number in (hasMarker ? first + 1 : first)..<lines.count {
      let line = lines[number]
      let wasQuoted = state.isQuoted
      state.read(line)
      if wasQuoted { continue }
      if opening(line) != nil, number > first || hasMarker {
        // A region that another one interrupts is no cell.
        if folding != nil { options = nil }
        return (endBeforeBlanks(number, first), number, false)
      }
      if hasMarker {
        if isClosing(line, options) { return (number, number + 1, true) }
      } else if lines.isBlank(number), !isIndented(lines.nextText[number]) {
        if number > first { return (number, number + 1, false) }
        if first + 1 < lines.count, !lines.isBlank(first + 1) {
          return (first + 1, first + 1, false)
        }
        return (first + 1, min(first + 2, lines.count), false)
      }
    }
    return (lines.count, lines.count, false)
  }

  private func endBeforeBlanks(_ number: Int, _ first: Int) -> Int {
    guard number > first, lines.isBlank(number - 1) else { return number }
    return number > first + 1 && lines.isBlank(number - 2) ? number - 2 : number - 1
  }

  private func isIndented(_ number: Int) -> Bool {
    number < lines.count && (lines[number].first.map(isBlankByte) ?? false)
  }

  // MARK: Markers

  /// What stands behind the mark in a line that opens a cell.
  private func opening(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let rest = line.dropping("#")?.trimmedStart() else { return nil }
    guard let folding else { return rest.dropping("+") }
    let open = Array(folding.open.utf8)
    return rest.starts(with: open) ? rest.dropFirst(open.count) : nil
  }

  private func isClosing(_ line: ArraySlice<UInt8>, _ options: CellOptions?) -> Bool {
    if let folding {
      guard let rest = line.dropping("#")?.trimmedStart() else { return false }
      let close = Array(folding.close.utf8)
      return rest.starts(with: close) && isBlankText(rest.dropFirst(close.count))
    }
    guard let options, let rest = line.dropping("# ") else { return false }
    let end = Array(options.endOfCell.utf8)
    return rest.starts(with: end) && isBlankText(rest.dropFirst(end.count))
  }
}
