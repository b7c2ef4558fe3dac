/// The cells between `# %%` lines. O(lines).
func percentCells(_ lines: ScriptLines, from start: Int, _ dialect: ScriptDialect) -> [ScriptCell] {
  var cells: [ScriptCell] = []
  var next = start
  while next < lines.count {
    let cell = PercentCell(lines, at: next, dialect)
    cells.append(cell.cell)
    next = cell.next
  }
  return cells
}

private struct PercentCell {
  private(set) var cell: ScriptCell
  private(set) var next: Int

  init(_ lines: ScriptLines, at start: Int, _ dialect: ScriptDialect) {
    let marker = percentMarker(lines[start])
    let options = CellOptions(marker: marker ?? [])
    let isText = options.isText || !options.isActive(in: "ipynb")
    next = Self.end(lines, from: start, isText: isText, dialect)
    let body = (marker == nil ? start : start + 1)..<max(next, start + 1)
    // Raw cells that are code in a script are not commented.
    let isCode =
      !options.isText && options.isActive(in: dialect.fileExtension, default: true)
    cell = ScriptCell(
      options: options, lines: body, form: isCode ? .verbatim : .commented,
      hasMarker: marker != nil)
  }

  /// The line of the next marker.
  private static func end(
    _ lines: ScriptLines, from start: Int, isText: Bool, _ dialect: ScriptDialect
  ) -> Int {
    var state = QuoteState(isPython: !dialect.isR)
    var fence: CodeFence?
    var unclosed: [UInt8: Int] = [:]
    for number in start..<lines.count {
      let line = lines[number]
      let wasQuoted = state.isQuoted
      state.read(line)
      if wasQuoted { continue }
      if isText {
        let text = uncommented(line)
        if let open = fence {
          if open.isClosed(by: text) { fence = nil }
          continue
        }
        if let open = CodeFence(text), unclosed[open.mark].map({ open.length < $0 }) ?? true {
          let isClosed = (number + 1..<lines.count).contains {
            open.isClosed(by: uncommented(lines[$0]))
          }
          if isClosed {
            fence = open
            continue
          }
          unclosed[open.mark] = open.length
        }
      }
      if number > start, percentMarker(line) != nil { return number }
    }
    return lines.count
  }
}

/// What stands behind `%%` in a line that begins a cell; `nil` for all other lines.
private func percentMarker(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  // Most lines are told by their first letter; other blanks than spaces are rare.
  var first = line.startIndex
  while first < line.endIndex, line[first] == 0x20 { first += 1 }
  guard first < line.endIndex, line[first] == UInt8(ascii: "#") || line[first] < 0x20 else {
    return nil
  }
  guard let rest = line.trimmedStart().dropping("#")?.trimmedStart() else { return nil }
  if let behind = rest.dropping("%%") {
    let options = behind.drop { $0 == UInt8(ascii: "%") }
    if let first = options.first { return isBlankByte(first) ? behind : nil }
    return behind.isEmpty ? behind : nil
  }
  if let behind = rest.dropping("<codecell>") { return isBlankText(behind) ? [] : nil }
  guard let number = rest.dropping("In[") else { return nil }
  let behind = number.drop { (0x30...0x39).contains($0) || $0 == 0x20 }
  guard let tail = behind.dropping("]") else { return nil }
  return isBlankText(tail.dropping(":") ?? tail) ? [] : nil
}

/// A fenced block of code in Markdown.
struct CodeFence: Hashable {
  var mark: UInt8
  var length: Int

  /// The fence that `line` opens.
  init?(_ line: ArraySlice<UInt8>) {
    let text = line.drop { $0 == 0x20 }
    guard line.count - text.count <= 3, let mark = text.first,
      mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
    else { return nil }
    let behind = text.drop { $0 == mark }
    guard text.count - behind.count >= 3 else { return nil }
    if mark == UInt8(ascii: "`"), behind.contains(mark) { return nil }
    self.mark = mark
    length = text.count - behind.count
  }

  /// Whether `line` closes this fence: the same mark, as long at least, and nothing behind it.
  func isClosed(by line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 }
    guard line.count - text.count <= 3 else { return false }
    let behind = text.drop { $0 == mark }
    return text.count - behind.count >= length && isBlankText(behind)
  }
}
