import SluiceCore

/// What a `.py` or `.R` file says as a notebook. See `ScriptScan`. The cells are those that jupytext
/// would make of it.
package func scanScript(
  _ bytes: [UInt8], file: Int, language: ScriptScan.Language
) -> ScriptScan {
  var scanner = ScriptScanner(bytes: bytes, file: file, language: language)
  scanner.run(nil)
  return scanner.scan
}

/// What an `.Rmd` file says. See `ScriptScan`.
package func scanMarkdownScript(_ bytes: [UInt8], file: Int) -> ScriptScan {
  var scanner = ScriptScanner(bytes: bytes, file: file, language: .r)
  scanner.run(.chunks)
  return scanner.scan
}

/// What an `.md` file says: a Markdown notebook in the language of its kernel. See `ScriptScan`.
package func scanMarkdownNotebook(_ bytes: [UInt8], file: Int) -> ScriptScan {
  var scanner = ScriptScanner(bytes: bytes, file: file, language: .python)
  scanner.run(.fences)
  return scanner.scan
}

/// Offset of the first line's end.
func firstLineEnd(_ bytes: [UInt8]) -> Int {
  bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
}

struct ScriptScanner {
  let bytes: [UInt8]
  let file: Int
  let lines: ScriptLines
  private(set) var scan: ScriptScan

  init(bytes: [UInt8], file: Int, language: ScriptScan.Language) {
    self.bytes = bytes
    self.file = file
    lines = ScriptLines(bytes)
    scan = ScriptScan(
      language: language, head: SourceRange(file: file, bytes: 0..<firstLineEnd(bytes)))
  }

  /// The header, and the cells below it.
  mutating func cells(_ markdown: MarkdownFlavour?) -> (header: ScriptHeader, cells: [ScriptCell]) {
    let header = ScriptHeader(lines, isComment: markdown == nil)
    let cells =
      markdown.map { markdownCells(lines, from: header.end, flavour: $0) } ?? scriptCells(header)
    return (header, cells)
  }

  mutating func run(_ markdown: MarkdownFlavour?) {
    // A mark at the start stays in the text, as Ploomber reads it.
    if byteOrderMarkLength(bytes) > 0 { reportByteOrderMark() }
    var (header, cells) = cells(markdown)
    if markdown == .fences { scan.language = header.kernelLanguage ?? guessedLanguage(cells) }
    if header.hasOwnCell {
      let lines = 0..<header.end
      let cell = ScriptCell(options: CellOptions(marker: []), lines: lines, form: .commented)
      cells.insert(cell, at: 0)
    }
    if let (key, line) = header.missingKernelKey {
      report(
        lines.ranges[line], "the kernelspec in the header has no '\(key)'",
        help: "add `\(key): …` to it, or take the kernelspec out")
    }
    if let line = header.refusedEncoding {
      report(lines.ranges[line], "jupytext reads only 'utf-8' here", help: "remove this line")
    }
    for cell in cells {
      switch cell.options.problem {
      case .noList:
        report(
          marker(of: cell), "'tags' must be a list of different strings without commas",
          help: markdown == .chunks ? "write tags=c('parameters')" : "write tags=[\"parameters\"]")
      case .hiddenBehind(let key):
        report(
          marker(of: cell), "jupytext cannot read '\(key)' behind 'tags'",
          help: "put 'tags' last")
      case .unbalanced:
        report(
          marker(of: cell), "the options of this chunk cannot be read",
          help: "close every quote and bracket, and write 'name=value' behind the chunk's name")
      case nil: break
      }
    }
    var tree: PythonTree?
    if markdown == .fences {
      scan.diagnostics += encodingFindings(bytes, file: file, what: "notebook")
      for cell in cells where scan.language == .python && cell.codeLanguage == "python" {
        guard lines.hasText(in: cell.lines) else { continue }
        scan.diagnostics += parsePython(cellText(cell), file: file, mode: .notebook).diagnostics
      }
    } else if scan.language == .python {
      let whole = parsePython(Fragment(verbatim: bytes), file: file, mode: .notebook)
      scan.diagnostics += whole.diagnostics
      tree = whole
    } else {
      scan.diagnostics += encodingFindings(bytes, file: file, what: "script")
    }
    readParameters(cells, tree)
    scan.diagnostics.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
  }

  /// Ploomber's guess where the header names no kernel: Python if that is what all cells together are,
  /// text too, and no `<-` stands in them.
  private func guessedLanguage(_ cells: [ScriptCell]) -> ScriptScan.Language {
    var text: [UInt8] = []
    for cell in cells {
      text += cellText(cell).text
      text.append(0x0A)
    }
    return isTakenForPython(text, file: file) ? .python : .unknown
  }

  private mutating func scriptCells(_ header: ScriptHeader) -> [ScriptCell] {
    let isPython = scan.language == .python
    var format: ScriptFormat?
    if let (name, line) = header.formatName(for: isPython ? "py" : "R") {
      format = ScriptFormat(name: name, isPython: isPython)
      if format == nil {
        report(
          lines.ranges[line], "jupytext has no format '\(name)' for this kind of file",
          help: "write 'percent' or 'light'")
      }
    }
    switch format ?? ScriptFormat(guessing: lines, isPython: isPython) {
    case .percent: return percentCells(lines, from: header.end, isPython: isPython)
    case .light:
      let folding = header.folding
      return lightCells(lines, from: header.end, isPython: isPython, folding: folding)
    case .folded(let folding):
      return lightCells(
        lines, from: header.end, isPython: isPython, folding: header.folding ?? folding)
    case .spin: return spinCells(lines, from: header.end)
    case .sphinx: return sphinxCells(lines, from: header.end)
    }
  }

  private mutating func readParameters(_ cells: [ScriptCell], _ tree: PythonTree?) {
    let choice = ParametersChoice(cells.map { ($0.options.tags, isBlank($0)) })
    guard let choice else { return }
    let cell = cells[choice.index]
    let range = lines.byteRange(cell.lines)
    let source = SourceRange(file: file, bytes: range)
    switch cell.form {
    case .verbatim where tree != nil || scan.language != .python:
      scan.readParameters(
        in: Fragment(verbatim: bytes), bytes: range, tree: tree, range: source,
        isLast: choice.isLast)
    case .verbatim, .commented, .spun:
      let text = cellText(cell)
      let tree =
        scan.language == .python ? parsePython(text, file: file, mode: .notebook) : nil
      scan.readParameters(
        in: text, bytes: range, tree: tree, range: source, isLast: choice.isLast)
    }
  }

  private func isBlank(_ cell: ScriptCell) -> Bool {
    switch cell.form {
    case .verbatim: !lines.hasText(in: cell.lines)
    case .commented, .spun: cell.lines.allSatisfy { isBlankText(text(of: $0, in: cell)) }
    }
  }

  /// One line of a cell without its comment mark.
  private func text(of line: Int, in cell: ScriptCell) -> ArraySlice<UInt8> {
    switch cell.form {
    case .verbatim: return lines[line]
    case .commented: return uncommented(lines[line])
    case .spun:
      guard let text = lines[line].dropping("#'") else { return lines[line] }
      return text.first == 0x20 ? text.dropFirst() : text
    }
  }

  /// The text of a cell without its comment marks.
  private func cellText(_ cell: ScriptCell) -> Fragment {
    if let inside = quotedText(cell) { return inside }
    var fragment = Fragment(text: [], segments: [], fileEnd: lines.byteRange(cell.lines).upperBound)
    for number in cell.lines {
      let text = text(of: number, in: cell)
      let isLast = number + 1 == cell.lines.upperBound
      let end = isLast ? text.endIndex : lines.starts[number + 1]
      fragment.segments.append(
        Fragment.Segment(
          textStart: fragment.text.count, fileStart: text.startIndex, isVerbatim: true))
      fragment.text += bytes[text.startIndex..<max(text.startIndex, end)]
    }
    return fragment
  }

  /// The inside of a Markdown cell in triple quotes, which a `.py` file may have.
  private func quotedText(_ cell: ScriptCell) -> Fragment? {
    guard scan.language == .python, cell.form == .commented else { return nil }
    var range = lines.byteRange(cell.lines)
    while let first = bytes[range].first, isBlankByte(first) {
      range = range.lowerBound + 1..<range.upperBound
    }
    while let last = bytes[range].last, isBlankByte(last) {
      range = range.lowerBound..<range.upperBound - 1
    }
    if bytes[range].first.map({ $0 | 0x20 == UInt8(ascii: "r") }) ?? false {
      range = range.lowerBound + 1..<range.upperBound
    }
    for quote: StaticString in ["\"\"\"", "'''"] {
      guard range.count >= 6, bytes[range].starts(withText: quote),
        bytes[(range.upperBound - 3)..<range.upperBound].starts(withText: quote)
      else { continue }
      let inside = range.lowerBound + 3..<range.upperBound - 3
      return Fragment(verbatim: Array(bytes[inside]), fileStart: inside.lowerBound)
    }
    return nil
  }

  private func marker(of cell: ScriptCell) -> Range<Int> {
    let line = cell.problemLine ?? cell.lines.lowerBound - 1
    return lines.ranges.indices.contains(line) ? lines.ranges[line] : 0..<0
  }

  private mutating func reportByteOrderMark() {
    scan.diagnostics.append(
      Diagnostic(
        kind: .byteOrderMark, range: SourceRange(file: file, bytes: 0..<3),
        message: "the file begins with a byte order mark",
        label: "an invisible mark stands here",
        help: "save the file as UTF-8 without one; a marker in the first line is not seen"))
  }

  private mutating func report(_ range: Range<Int>, _ message: String, help: String) {
    scan.diagnostics.append(
      Diagnostic(
        kind: .scriptFormat, range: SourceRange(file: file, bytes: range), message: message,
        help: help))
  }
}

extension ScriptHeader {
  /// The first of the keys that a kernelspec needs and this one lacks, with the line of another; `nil`
  /// if there is no kernelspec, or none that lacks any.
  fileprivate var missingKernelKey: (key: String, line: Int)? {
    let lines = valueLines.filter { $0.key.hasPrefix("kernelspec.") }.values
    guard let line = lines.min() else { return nil }
    return ["display_name", "name"].first { values["kernelspec.\($0)"] == nil }.map { ($0, line) }
  }

  /// The language of the kernel that the header names; `nil` if it names none.
  var kernelLanguage: ScriptScan.Language? {
    let name = values["kernelspec.name"]
    guard let word = values["kernelspec.language"] ?? name else { return nil }
    switch word.lowercased() {
    case "python", "python3", "python2": return .python
    case "r", "ir": return .r
    default: return .other(word)
    }
  }

  /// The words that open and close cells, where the header names others than `+` and `-`.
  fileprivate var folding: ScriptFormat.Folding? {
    guard let marks = values["jupytext.cell_markers"], marks != "+,-" else { return nil }
    let parts = marks.split(separator: ",", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return ScriptFormat.Folding(open: parts[0], close: parts[1])
  }
}
