import SluiceCore

/// The texts of a notebook's cells as Ploomber keeps them beside a product: all cells, Markdown too,
/// in order, without those that Ploomber or papermill injected. Of a script they are the cells that
/// jupytext makes of it, magic commands uncommented. `nil` where the file is no notebook that can be
/// read, or in a format whose cells are not known here. O(bytes).
package func cellSources(_ bytes: [UInt8], language: Language) -> [[UInt8]]? {
  cells(bytes, language: language)?.map(\.text)
}

/// The first line of a notebook's first cell where that is Markdown, or the first line within the triple
/// quotes that it begins with where it is code, as Ploomber documents the task; `nil` where there is
/// neither. O(bytes).
package func notebookDocumentation(_ bytes: [UInt8], language: Language) -> String? {
  guard let first = cells(bytes, language: language)?.first else { return nil }
  switch first.kind {
  case .markdown: return String(decoding: first.text.prefix { $0 != 0x0A }, as: UTF8.self)
  case .code: return tripleQuotedStart(first.text)
  case .raw: return nil
  }
}

/// A cell of code as a kernel gets it.
package struct CodeCell: Hashable, Sendable {
  /// UTF-8; magic commands of scripts without their comment marks.
  package var text: [UInt8]
  /// What is passed is assigned right behind it.
  package var isParameters: Bool

  package init(text: [UInt8], isParameters: Bool) {
    self.text = text
    self.isParameters = isParameters
  }
}

/// The cells of code, in order, without those that Ploomber or papermill injected; `nil` where
/// `cellSources` is. O(bytes).
package func codeCells(_ bytes: [UInt8], language: Language) -> [CodeCell]? {
  guard let all = cells(bytes, language: language) else { return nil }
  let parameters = all.firstIndex { $0.tags.contains("parameters") }
  return all.indices.filter { all[$0].kind == .code }.map {
    CodeCell(text: all[$0].text, isParameters: $0 == parameters)
  }
}

/// A cell as jupytext or the notebook itself has it.
private struct CellSource {
  var kind: ScriptScan.Cell.Kind
  var tags: [String]
  var text: [UInt8]
}

private func cells(_ bytes: [UInt8], language: Language) -> [CellSource]? {
  let cells: [CellSource]? =
    switch language {
    case .pythonModule, .sql, .shell: nil
    case .notebook: notebookCells(bytes)
    case .pythonScript: ScriptSources(bytes, .python).cells
    case .rScript: ScriptSources(bytes, ScriptDialect(fileExtension: "R", language: "R")).cells
    case .otherScript(let fileExtension):
      ScriptDialect(fileExtension: fileExtension).flatMap { ScriptSources(bytes, $0).cells }
    case .rMarkdown: ScriptSources(bytes, .python, .chunks).cells
    case .markdown: ScriptSources(bytes, .python, .fences).cells
    }
  return cells.map(withoutInjected)
}

/// The cells without the first of each of the tags that Ploomber and papermill inject.
private func withoutInjected(_ cells: [CellSource]) -> [CellSource] {
  let removed = ["injected-parameters", "debugging-settings"].map { tag in
    cells.firstIndex { $0.tags.contains(tag) }
  }
  return cells.indices.filter { !removed.contains($0) }.map { cells[$0] }
}

private func notebookCells(_ bytes: [UInt8]) -> [CellSource]? {
  guard let root = try? JSONParser.parse(bytes), let items = root["cells"]?.items else {
    return nil
  }
  var cells: [CellSource] = []
  for item in items {
    guard let text = item["source"]?.fragment(in: bytes)?.text else { return nil }
    let tags = item["metadata"]?["tags"]?.items ?? []
    let kind = item["cell_type"]?.string(in: bytes).flatMap(ScriptScan.Cell.Kind.init(rawValue:))
    cells.append(
      CellSource(kind: kind ?? .raw, tags: tags.compactMap { $0.string(in: bytes) }, text: text))
  }
  return cells
}

/// What jupytext makes of the lines of a script's cells.
private struct ScriptSources {
  private(set) var cells: [CellSource]?
  private let lines: ScriptLines
  private let dialect: ScriptDialect
  private let flavour: MarkdownFlavour?
  /// Uncommented magic commands stand in the script: then commented ones are comments.
  private var keepsMagics = false
  private var format: ScriptFormat?

  private var isMarkdown: Bool { flavour != nil }

  init(_ bytes: [UInt8], _ dialect: ScriptDialect, _ flavour: MarkdownFlavour? = nil) {
    var scanner = ScriptScanner(bytes: bytes, file: 0, language: .unknown, dialect)
    lines = scanner.lines
    self.flavour = flavour
    let (header, cells) = flavour.map { scanner.markdownCells($0) } ?? scanner.scriptCells()
    self.dialect = scanner.reading
    format = scanner.format
    if case .sphinx = format { return }
    let hasBareMagic =
      scanner.formatName == nil && lines.hasBareMagic(isPython: dialect.language == "python")
    keepsMagics = scanner.formatName == "hydrogen" || format == .percent && hasBareMagic
    let main = isMarkdown ? mainLanguage(cells, kernel: header.language) : self.dialect.language
    var found = cells.map {
      CellSource(
        kind: $0.kind, tags: $0.options.tags,
        text: text(of: $0, main: main, kernel: header.language))
    }
    if header.hasOwnCell {
      found.insert(CellSource(kind: .raw, tags: [], text: ownCell(of: header)), at: 0)
    }
    self.cells = found
  }

  /// The raw cell that holds what a header says beside jupytext's own part.
  private func ownCell(of header: ScriptHeader) -> [UInt8] {
    var text: [ArraySlice<UInt8>] = []
    var isOwn = true
    for number in header.start..<header.end {
      let line = isMarkdown ? lines[number] : uncommented(lines[number])
      if isBlankText(line), number + 1 == header.end { continue }
      if line.starts(withText: "jupyter"), isBlankText(line.dropFirst(8)) {
        isOwn = false
      } else if let first = line.first, !isBlankByte(first) {
        isOwn = true
      }
      if isOwn { text.append(line) }
    }
    return joined(text)
  }

  /// The language of most chunks, where the header names none.
  private func mainLanguage(_ cells: [ScriptCell], kernel: String?) -> String {
    if let kernel { return kernel }
    var counts: [(language: String, count: Double)] = [("python", 0.5)]
    for case let language? in cells.map(\.codeLanguage) {
      let name = language == "r" ? "R" : language
      if let known = counts.firstIndex(where: { $0.language == name }) {
        counts[known].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    var best = counts[0]
    for candidate in counts where candidate.count > best.count { best = candidate }
    return best.language
  }

  private func text(of cell: ScriptCell, main: String, kernel: String?) -> [UInt8] {
    var body = Array(cell.lines)
    if format == .percent {
      trimPercent(&body, cell)
    } else if dialect.isPythonFile, !isMarkdown, cell.isClosed, endsWithTwoBlanks(body) {
      body.removeLast(2)
    }
    let language = cell.codeLanguage ?? cell.options.language
    let text = content(cell, body.map { lines[$0] }, language: language, kernel: kernel)
    guard let language, language != main, language.lowercased() != main.lowercased() else {
      return text
    }
    return Array("%%\(language)\n".utf8) + text
  }

  private func content(
    _ cell: ScriptCell, _ body: [ArraySlice<UInt8>], language: String?, kernel: String?
  ) -> [UInt8] {
    if isMarkdown {
      // jupytext takes chunks for Python's while no header says otherwise.
      let isMain = language == kernel ?? "python"
      guard flavour == .chunks, let language, isMain else { return joined(body) }
      return joined(withoutMagicMarks(body, isPython: language == "python", isExplicit: true))
    }
    switch cell.form {
    case .spun: return joined(body.map(withoutSpinMark))
    case .verbatim, .commented: break
    }
    let isText = cell.form == .commented
    let isRaw = format == .percent && !isText && !cell.options.isActive(in: "ipynb")
    if dialect.isPythonFile, isText, let inside = quotedInside(body) { return inside }
    let isForeign =
      language.map { $0.lowercased() != dialect.language.lowercased() } ?? false
      && cell.options.active == nil
    if !cell.options.isActive(in: dialect.fileExtension) || isForeign {
      return joined(body.map(uncommented))
    }
    let isExplicit = format == .percent || cell.hasMarker
    let plain = withoutMagicMarks(body, isPython: dialect.isPython, isExplicit: isExplicit)
    if isRaw { return joined(plain) }
    return joined(isText ? plain.map(uncommented) : withoutStartMarks(plain))
  }

  /// Blank lines before the next marker belong to neither cell.
  private func trimPercent(_ body: inout [Int], _ cell: ScriptCell) {
    guard let last = body.last else { return }
    let all = cell.hasMarker ? [cell.lines.lowerBound - 1] + body : body
    if endsWithTwoBlanks(all) {
      body.removeLast(min(2, body.count))
    } else if lines[last].isEmpty {
      body.removeLast()
    }
  }

  private func endsWithTwoBlanks(_ body: [Int]) -> Bool {
    guard body.count >= 3 else { return false }
    let last = body.suffix(3).map { lines.isBlank($0) }
    return !last[0] && last[1] && last[2]
  }

  private func withoutMagicMarks(
    _ body: [ArraySlice<UInt8>], isPython: Bool, isExplicit: Bool
  ) -> [ArraySlice<UInt8>] {
    guard !keepsMagics else { return body }
    var commands = CommandLines(isPython: isPython, isExplicit: isExplicit)
    return body.map { commands.next($0) ? withoutOneMark($0) : $0 }
  }

  /// `# # +` as `# +`: what would begin a cell was commented out once more.
  private func withoutStartMarks(_ body: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    var state = QuoteState(isPython: !dialect.isR)
    return body.map { line in
      defer { state.read(line) }
      guard !state.isQuoted, isEscapedStart(line) else { return line }
      let plain = withoutOneMark(line)
      return isEscapedStart(plain) ? plain : line
    }
  }
}

private func joined(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
  Array(lines.joined(separator: [0x0A]))
}

private func withoutSpinMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard let text = line.dropping("#'") else { return line }
  return text.first == 0x20 ? text.dropFirst() : text
}

/// Any number of comment marks, and a `+`.
private func isEscapedStart(_ line: ArraySlice<UInt8>) -> Bool {
  guard line.first == UInt8(ascii: "#") else { return false }
  var rest = line
  while rest.first == UInt8(ascii: "#") { rest = uncommented(rest) }
  return rest.first == UInt8(ascii: "+")
}

/// The inside of a Markdown cell that is one text in triple quotes.
private func quotedInside(_ body: [ArraySlice<UInt8>]) -> [UInt8]? {
  var text = joined(body)[...].trimmedStart()
  while let last = text.last, isBlankByte(last) { text = text.dropLast() }
  for prefix: StaticString in ["", "r", "R"] {
    for quote: StaticString in ["\"\"\"", "'''"] {
      guard let rest = text.dropping(prefix)?.dropping(quote), rest.count >= 3,
        rest.suffix(3).starts(withText: quote)
      else { continue }
      var inside = rest.dropLast(3)
      if inside.first == 0x0A { inside = inside.dropFirst() }
      if inside.last == 0x0A { inside = inside.dropLast() }
      let lines = ScriptLines(Array(inside))
      return joined((0..<lines.count).map { lines[$0] })
    }
  }
  return nil
}
