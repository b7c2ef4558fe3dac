import SluiceCore

/// Tells of a cell's lines, one after the other, which jupytext takes for commands of IPython: those it
/// uncomments where they are commented out.
struct CommandLines {
  private let isPython: Bool
  private let isExplicit: Bool
  private var state: QuoteState
  private var goesOn = false

  /// `isExplicit`: a line of the script opens the cell.
  init(isPython: Bool, isExplicit: Bool) {
    self.isPython = isPython
    self.isExplicit = isExplicit
    state = QuoteState(isPython: isPython)
  }

  /// Goes over the next line, which is no comment, and whose answer nobody asks for.
  mutating func skip(_ line: ArraySlice<UInt8>) {
    // Only one that goes on in the next line matters.
    if goesOn || line.last == UInt8(ascii: "\\") || line.last.map(isBlankByte) ?? false {
      _ = next(line)
    } else {
      state.read(line)
    }
  }

  /// Whether the next line of the cell is one.
  mutating func next(_ line: ArraySlice<UInt8>) -> Bool {
    defer { state.read(line) }
    guard !state.isQuoted,
      goesOn || isMagic(line, isPython: isPython) || isPython && isExplicit && isHelp(line)
    else { return false }
    var end = line
    while let last = end.last, isBlankByte(last) { end = end.dropLast() }
    goesOn = isPython && end.last == UInt8(ascii: "\\")
    return true
  }
}

extension ScriptScanner {
  /// Comments of a Python script that jupytext makes code of, since they look like commands, and that are
  /// no Python then: `# copy the rows`, `# really?`. Magic commands are none of them.
  func commandComments(_ cells: [ScriptCell]) -> [SourceRange] {
    guard dialect.isPythonFile, scan.language == .python, formatName != "hydrogen" else {
      return []
    }
    var found: [SourceRange] = []
    for cell in cells
    where cell.kind == .code && cell.form == .verbatim && cell.options.language == nil {
      let isExplicit = format == .percent || cell.hasMarker
      guard mayHoldCommand(cell, isExplicit: isExplicit) else { continue }
      var commands = CommandLines(isPython: true, isExplicit: isExplicit)
      for number in cell.lines {
        let line = lines[number]
        guard line.trimmedStart().first == UInt8(ascii: "#") else {
          commands.skip(line)
          continue
        }
        guard commands.next(line) else { continue }
        let text = withoutOneMark(line).trimmedStart()
        guard let first = text.first, !Array("#%!".utf8).contains(first) else { continue }
        let tree = parsePython(Fragment(verbatim: Array(text)), file: file, mode: .module)
        guard tree.diagnostics.contains(where: { $0.kind.severity == .error }) else { continue }
        let start = line.endIndex - line.trimmedStart().count
        found.append(SourceRange(file: file, bytes: start..<line.endIndex))
      }
    }
    // Where magic commands stand as they are, commented ones are comments.
    if !found.isEmpty, format == .percent, formatName == nil, lines.hasBareMagic(isPython: true) {
      return []
    }
    return found
  }
}

extension ScriptScanner {
  /// Whether a comment of the cell looks like a command, or one may go on in the next line. In most cells
  /// none does, and then nobody has to follow the quotes.
  private func mayHoldCommand(_ cell: ScriptCell, isExplicit: Bool) -> Bool {
    cell.lines.contains { number in
      let line = lines[number]
      guard let last = line.last else { return false }
      if last == UInt8(ascii: "\\") || isBlankByte(last) { return true }
      guard line.trimmedStart().first == UInt8(ascii: "#") else { return false }
      return isMagic(line, isPython: true) || isExplicit && isHelp(line)
    }
  }
}

/// The line without the first `# ` or `#` behind its blanks.
func withoutOneMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let text = line.trimmedStart()
  guard text.first == UInt8(ascii: "#") else { return line }
  return (line[..<text.startIndex] + uncommented(text))[...]
}

/// `name?`
private func isHelp(_ line: ArraySlice<UInt8>) -> Bool {
  var text = line.trimmedStart()
  while let rest = text.dropping("# ") { text = rest }
  while let last = text.last, isBlankByte(last) { text = text.dropLast() }
  return text.last == UInt8(ascii: "?") && !text.contains(where: isBlankByte)
}

extension ScriptLines {
  /// Whether a magic command stands in the text that is not commented out.
  func hasBareMagic(isPython: Bool) -> Bool {
    var state = QuoteState(isPython: isPython)
    for number in 0..<count {
      state.read(self[number])
      guard !state.isQuoted, self[number].first != UInt8(ascii: "#") else { continue }
      if isMagic(self[number], isPython: isPython) { return true }
    }
    return false
  }
}
