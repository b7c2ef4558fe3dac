import SluiceCore

/// What a `.py` or `.R` file says as a notebook. See `ScriptScan`. The cells are those that jupytext
/// would make of it.
package func scanScript(
  _ bytes: [UInt8], file: Int, language: ScriptScan.Language
) -> ScriptScan {
  var trees = ScriptTrees.none
  return scanScript(bytes, file: file, language: language, &trees)
}

/// The same with the tree of its whole text.
func scanScript(
  _ bytes: [UInt8], file: Int, language: ScriptScan.Language, _ trees: inout ScriptTrees
) -> ScriptScan {
  let dialect =
    language == .r ? ScriptDialect(fileExtension: "R", language: "R") : ScriptDialect.python
  var scanner = ScriptScanner(bytes: bytes, file: file, language: language, dialect)
  scanner.run(nil, kernel: language)
  if let tree = scanner.tree { trees = .whole(tree) }
  return scanner.scan
}

/// What a script of any extension with `#` comments says as a notebook, in the language of its kernel.
/// `fileExtension` has no dot; `kernel` replaces what the header says of it.
package func scanScript(
  _ bytes: [UInt8], file: Int, fileExtension: String, kernel: ScriptScan.Language?
) -> ScriptScan {
  let dialect = ScriptDialect(fileExtension: fileExtension) ?? .python
  if dialect.isPythonFile { return scanScript(bytes, file: file, language: .python) }
  var scanner = ScriptScanner(
    bytes: bytes, file: file, language: dialect.isRFile ? .r : .unknown, dialect)
  scanner.run(nil, kernel: dialect.isRFile ? .r : kernel)
  return scanner.scan
}

/// What an `.Rmd` file says. See `ScriptScan`.
package func scanMarkdownScript(_ bytes: [UInt8], file: Int) -> ScriptScan {
  var scanner = ScriptScanner(bytes: bytes, file: file, language: .r, .python)
  scanner.run(.chunks, kernel: .r)
  return scanner.scan
}

/// What an `.md` file says: a Markdown notebook in the language of its kernel. `kernel` replaces what
/// its header says. See `ScriptScan`.
package func scanMarkdownNotebook(
  _ bytes: [UInt8], file: Int, kernel: ScriptScan.Language? = nil
) -> ScriptScan {
  var scanner = ScriptScanner(bytes: bytes, file: file, language: .unknown, .python)
  scanner.run(.fences, kernel: kernel)
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
  let dialect: ScriptDialect
  private(set) var scan: ScriptScan
  /// The whole text, parsed, if it is Python.
  private(set) var tree: PythonTree?
  /// The format whose cells were read, the name that the header gives it, and the language that
  /// jupytext takes the code for; of Markdown none.
  private(set) var format: ScriptFormat?
  private(set) var formatName: String?
  private(set) var reading: ScriptDialect
  /// The language that the header names.
  private var mainLanguage: String?

  init(
    bytes: [UInt8], file: Int, language: ScriptScan.Language, _ dialect: ScriptDialect
  ) {
    self.bytes = bytes
    self.file = file
    self.dialect = dialect
    reading = dialect
    lines = ScriptLines(bytes)
    scan = ScriptScan(
      language: language, head: SourceRange(file: file, bytes: 0..<firstLineEnd(bytes)))
  }

  /// `kernel` is the language of all code; `nil`: the header's, or a guess.
  mutating func run(_ markdown: MarkdownFlavour?, kernel: ScriptScan.Language?) {
    // A mark at the start stays in the text, as Ploomber reads it.
    if byteOrderMarkLength(bytes) > 0 { reportByteOrderMark() }
    let (header, found) = markdown.map { markdownCells($0) } ?? scriptCells()
    var cells = found
    scan.header = header.jupyter
    mainLanguage = header.language
    // The header's own part is a cell too, and no Python.
    scan.language =
      kernel ?? header.kernelLanguage ?? (header.hasOwnCell ? .unknown : guessedLanguage(cells))
    if header.hasOwnCell {
      let lines = header.start..<header.end
      var cell = ScriptCell(options: CellOptions(marker: []), lines: lines, form: .commented)
      cell.options.isRaw = true
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
      case .wrongType(let key):
        report(
          marker(of: cell), "Jupyter wants another value for '\(key)'",
          help: "give the option another name")
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
    scan.parts = cells.map { cell in
      ScriptScan.Cell(
        kind: cell.kind, tags: cell.options.tags,
        range: SourceRange(file: file, bytes: lines.byteRange(cell.lines)))
    }
    scan.ownTags = ownTags(of: cells)
    scan.commandComments = commandComments(cells)
    scan.hasText = ParametersChoice.kept(cells.map(\.options.tags)).contains { !isBlank(cells[$0]) }
    if markdown == .fences {
      scan.diagnostics += encodingFindings(bytes, file: file, what: "notebook")
      for cell in cells where scan.language == .python && cell.codeLanguage == "python" {
        guard lines.hasText(in: cell.lines) else { continue }
        scan.diagnostics += parsePython(cellText(cell), file: file, mode: .notebook).diagnostics
      }
    } else if scan.language == .python, dialect.isPythonFile {
      let text = withoutForeignCells(cells)
      let whole = parsePython(Fragment(verbatim: text), file: file, mode: .notebook)
      scan.diagnostics += whole.diagnostics
      tree = whole
    } else {
      scan.diagnostics += encodingFindings(bytes, file: file, what: "script")
    }
    readParameters(cells, tree)
    scan.diagnostics.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
  }

  /// The script with blanks in the place of cells that hold what a magic like `%%bash` reads.
  private func withoutForeignCells(_ cells: [ScriptCell]) -> [UInt8] {
    var text = bytes
    for cell in cells where cell.kind == .code && !cell.options.tags.contains("parameters") {
      let range = lines.byteRange(cell.lines)
      guard startsWithCellMagic(bytes[range]) else { continue }
      for index in range where text[index] != 0x0A && text[index] != 0x0D { text[index] = 0x20 }
    }
    return text
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

  mutating func markdownCells(
    _ flavour: MarkdownFlavour
  ) -> (ScriptHeader, [ScriptCell]) {
    let header = ScriptHeader(lines, mark: .none)
    let (fileExtension, formats) =
      flavour == .chunks ? ("Rmd", ["rmarkdown"]) : ("md", ["markdown", "myst", "pandoc"])
    if let (name, line) = header.representedFormat(for: fileExtension), !formats.contains(name) {
      reportFormat(name, line, "write '\(formats[0])'")
    }
    return (header, SluiceScan.markdownCells(lines, from: header.end, flavour: flavour))
  }

  mutating func scriptCells() -> (ScriptHeader, [ScriptCell]) {
    var header = ScriptHeader(lines, mark: .hash)
    let spun = dialect.isRFile ? ScriptHeader(lines, mark: .spun) : header
    let metadata = header.isEmpty ? spun : header
    if let (name, line) = metadata.formatName(for: dialect.fileExtension) {
      formatName = name
      format = ScriptFormat(name: name, dialect)
      if format == nil { reportFormat(name, line, "write 'percent' or 'light'") }
    }
    // A header may say that the code is in another language than the extension's.
    if let word = metadata.language { reading.language = word }
    let known = format ?? ScriptFormat(guessing: lines, dialect)
    format = known
    switch known {
    case .percent: return (header, percentCells(lines, from: header.end, reading))
    case .light:
      return (
        header, lightCells(lines, from: header.end, reading, folding: metadata.folding)
      )
    case .folded(let folding):
      return (header, lightCells(lines, from: header.end, reading, folding: folding))
    case .spin:
      header = spun
      return (header, spinCells(lines, from: header.end))
    case .sphinx: return (header, sphinxCells(lines, from: header.end))
    }
  }

  private mutating func reportFormat(_ name: String, _ line: Int, _ help: String) {
    report(
      lines.ranges[line], "jupytext has no format '\(name)' for this kind of file", help: help)
  }

  private mutating func readParameters(_ cells: [ScriptCell], _ tree: PythonTree?) {
    let choice = ParametersChoice(cells.map { ($0.options.tags, isBlank($0)) })
    guard let choice else { return }
    let cell = cells[choice.index]
    let range = lines.byteRange(cell.lines)
    let source = SourceRange(file: file, bytes: range)
    if scan.language == .r, let word = cell.codeLanguage,
      usualName(word) != usualName(mainLanguage ?? majority(of: cells))
    {
      scan.diagnostics.append(
        Diagnostic(
          kind: .rUpstream, range: SourceRange(file: file, bytes: marker(of: cell)),
          message:
            "the parameters cell is in '\(word)', not in the notebook's language, and is not read as R",
          help: "write all cells in R, and choose an R kernel"))
    }
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

  /// The language of most cells, which jupytext takes for the notebook's.
  private func majority(of cells: [ScriptCell]) -> String {
    var counts: [(language: String, count: Double)] = [("python", 0.5)]
    for case let language? in cells.map(\.codeLanguage) {
      if let known = counts.firstIndex(where: { $0.language == usualName(language) }) {
        counts[known].count += 1
      } else {
        counts.append((usualName(language), 1))
      }
    }
    return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.language
  }

  private func usualName(_ language: String) -> String {
    let name = language.lowercased()
    return name == "r" ? "R" : name
  }

  /// A cell in another language than the notebook's is not: jupytext puts `%%language` into it.
  private func isBlank(_ cell: ScriptCell) -> Bool {
    if let language = cell.codeLanguage, let mainLanguage,
      usualName(language) != usualName(mainLanguage)
    {
      return false
    }
    return switch cell.form {
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
    guard dialect.isPythonFile, cell.form == .commented else { return nil }
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

  func marker(of cell: ScriptCell) -> Range<Int> {
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
  fileprivate var kernelLanguage: ScriptScan.Language? {
    ScriptScan.Language(
      kernelName: values["kernelspec.name"], language: values["kernelspec.language"])
  }

  /// The language that jupytext reads the code as, where the header says it.
  var language: String? {
    guard let word = values["jupytext.main_language"] ?? values["kernelspec.language"] else {
      return nil
    }
    return word == "R" ? word : word.lowercased()
  }

  /// The words that open and close cells, where the header names others than `+` and `-`.
  fileprivate var folding: ScriptFormat.Folding? {
    guard let marks = values["jupytext.cell_markers"], marks != "+,-" else { return nil }
    let parts = marks.split(separator: ",", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return ScriptFormat.Folding(open: parts[0], close: parts[1])
  }
}
