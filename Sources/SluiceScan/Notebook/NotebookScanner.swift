import SluiceCore

/// What an `.ipynb` file says. See `ScriptScan`; `cells` holds every cell, Markdown too.
/// `kernel` replaces the language of the kernel that the notebook names.
package func scanNotebook(
  _ bytes: [UInt8], file: Int, kernel: ScriptScan.Language? = nil
) -> ScriptScan {
  var trees = ScriptTrees.none
  return scanNotebook(bytes, file: file, kernel: kernel, &trees)
}

/// The same with the trees of its cells.
func scanNotebook(
  _ bytes: [UInt8], file: Int, kernel: ScriptScan.Language?, _ trees: inout ScriptTrees
) -> ScriptScan {
  var scanner = NotebookScanner(bytes: bytes, file: file)
  scanner.run(kernel)
  trees = .cells(scanner.trees)
  return scanner.scan
}

private struct NotebookScanner {
  let bytes: [UInt8]
  let file: Int
  private(set) var scan: ScriptScan
  private var cells: [NotebookCell] = []
  private(set) var trees: [PythonTree?] = []

  init(bytes: [UInt8], file: Int) {
    self.bytes = bytes
    self.file = file
    scan = ScriptScan(
      language: .unknown,
      head: SourceRange(file: file, bytes: 0..<min(bytes.count, max(1, firstLineEnd(bytes)))),
      diagnostics: encodingFindings(bytes, file: file, what: "notebook"))
  }

  mutating func run(_ kernel: ScriptScan.Language?) {
    let root: JSONNode
    do throws(JSONError) {
      root = try JSONParser.parse(bytes, skippedKeys: ["outputs", "attachments"])
    } catch {
      return report(error.range, error.message, help: error.help)
    }
    guard root.isObject else {
      return report(root.range, "the notebook is not a JSON object")
    }
    readCells(of: root)
    scan.cells = cells.map(\.source)
    scan.parts = cells.map { cell in
      ScriptScan.Cell(kind: cell.kind, tags: cell.tags, range: source(cell.range))
    }
    if let first = cells.first { scan.head = source(first.range) }
    scan.language = kernel ?? language(of: root)
    scan.hasText = ParametersChoice.kept(cells.map(\.tags)).contains {
      !isBlankText(cells[$0].source.text)
    }
    readCode()
    scan.diagnostics.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
  }

  // MARK: Cells

  private mutating func readCells(of root: JSONNode) {
    checkVersion(of: root)
    let old = root["worksheets"]?.items
    guard let items = root["cells"]?.items ?? old?.flatMap({ $0["cells"]?.items ?? [] }) else {
      return report(root.range.first, "the notebook has no list of cells")
    }
    for item in items {
      let node = item["source"] ?? item["input"]
      guard let node, let text = node.fragment(in: bytes) else {
        let place = item.range.first
        report(place, "the cell has no source text")
        // An empty cell keeps the numbers of the others right.
        let empty = Fragment(text: [], segments: [], fileEnd: place.lowerBound)
        cells.append(NotebookCell(kind: .raw, tags: [], source: empty, range: place))
        continue
      }
      let word = item["cell_type"]?.string(in: bytes)
      if root["cells"] != nil { check(item, word) }
      cells.append(
        NotebookCell(
          kind: word.flatMap(ScriptScan.Cell.Kind.init) ?? .raw, tags: tags(of: item), source: text,
          range: text.segments.first.map { $0.fileStart..<text.fileEnd } ?? node.range))
      readOwnTags(of: item)
    }
  }

  /// What Ploomber asks of the notebook as a whole: format 4, with metadata.
  private mutating func checkVersion(of root: JSONNode) {
    let place = root.range.first
    guard let version = root["nbformat"] else {
      return report(
        place, "the notebook does not say its format", help: "add \"nbformat\": 4")
    }
    guard version.integer(in: bytes) == 4 else {
      return report(
        version.range, "Ploomber reads notebooks of format 4 alone",
        help: "convert it with 'jupyter nbconvert --to notebook --inplace'")
    }
    let minor = root["nbformat_minor"]
    let hasMinor = minor?.integer(in: bytes) != nil || minor?.kind == .boolean(true)
    if !hasMinor, minor?.kind != .boolean(false) {
      report(
        root["nbformat_minor"]?.range ?? place,
        "the notebook does not say its format's minor version",
        help: "add \"nbformat_minor\": 4")
    }
    if !(root["metadata"]?.isObject ?? false) {
      report(
        root["metadata"]?.range.first ?? place, "the notebook has no metadata",
        help: "add \"metadata\": {}")
    }
  }

  /// What Ploomber asks of every cell.
  private mutating func check(_ cell: JSONNode, _ kind: String?) {
    let metadata = cell["metadata"]
    if !(metadata?.isObject ?? false) {
      report(
        metadata?.range.first ?? cell.range.first, "the cell has no metadata",
        help: "add \"metadata\": {}")
    }
    switch metadata?["tags"]?.kind {
    case .null, .boolean, .number:
      report(
        metadata?["tags"]?.range ?? cell.range.first, "the cell's tags are no list",
        help: "write a list of texts")
    case .string, .array, .object, nil: break
    }
    guard let kind else {
      return report(
        cell.range.first, "the cell has no type", help: "add \"cell_type\": \"code\"")
    }
    guard kind == "code" else { return }
    switch cell["outputs"]?.kind {
    case .array, .object: break
    case .null, .boolean, .number, .string, nil:
      report(
        cell["outputs"]?.range.first ?? cell.range.first, "the code cell has no list of outputs",
        help: "add \"outputs\": []")
    }
  }

  /// Ploomber looks through a mapping's keys as it does through a list.
  private func tags(of cell: JSONNode) -> [String] {
    let tags = cell["metadata"]?["tags"]
    return tags?.items?.compactMap { $0.string(in: bytes) } ?? tags?.members?.map(\.key) ?? []
  }

  private mutating func readOwnTags(of cell: JSONNode) {
    for tag in cell["metadata"]?["tags"]?.items ?? [] {
      guard let text = tag.fragment(in: bytes), tag.kind == .string,
        text.text.starts(with: CellTag.prefix.utf8)
      else { continue }
      scan.ownTags.append(CellTag(text: text, cell: cell.range))
    }
  }

  // MARK: Language

  private mutating func language(of root: JSONNode) -> ScriptScan.Language {
    let kernel = root["metadata"]?["kernelspec"]
    return ScriptScan.Language(
      kernelName: kernel?["name"]?.string(in: bytes),
      language: kernel?["language"]?.string(in: bytes)) ?? guessedLanguage()
  }

  /// Ploomber's guess where no kernel is named: valid Python in all cells, Markdown too, and no `<-`.
  private func guessedLanguage() -> ScriptScan.Language {
    var text: [UInt8] = []
    for cell in cells {
      if !text.isEmpty { text.append(0x0A) }
      text += cell.source.text
    }
    return isTakenForPython(text, file: file) ? .python : .unknown
  }

  // MARK: Parameters and syntax

  /// Every code cell of a Python notebook is parsed once; the parameters cell is, whatever it is.
  private mutating func readCode() {
    let choice = ParametersChoice(cells.map { ($0.tags, isBlankText($0.source.text)) })
    for (number, cell) in cells.enumerated() {
      let isChosen = number == choice?.index
      let isSource = cell.kind == .code && !startsWithCellMagic(cell.source.text[...])
      var tree: PythonTree?
      if scan.language == .python, isChosen || isSource {
        let parsed = parsePython(cell.source, file: file, mode: .notebook)
        if isSource { scan.diagnostics += parsed.diagnostics }
        tree = parsed
      }
      trees.append(tree)
      if isChosen {
        scan.readParameters(
          in: cell.source, bytes: cell.range, tree: tree, range: source(cell.range),
          isLast: choice?.isLast ?? false)
      }
    }
  }

  private func source(_ range: Range<Int>) -> SourceRange {
    SourceRange(file: file, bytes: range)
  }

  private mutating func report(_ range: Range<Int>, _ message: String, help: String? = nil) {
    scan.diagnostics.append(
      Diagnostic(
        kind: .notebookJSON, range: source(range), message: message,
        help: help ?? "mend the JSON here, or take the file from the last good commit"))
  }
}

extension Range<Int> {
  /// The first element alone: where a finding about something long points.
  fileprivate var first: Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + 1) }
}

/// Whether Ploomber takes a notebook without a kernel for Python, by the text of all its cells.
func isTakenForPython(_ text: [UInt8], file: Int) -> Bool {
  // Ploomber reads a text, in which the mark is a letter that Python does not know.
  guard byteOrderMarkLength(text) == 0 else { return false }
  for index in text.indices.dropLast()
  where text[index] == UInt8(ascii: "<") && text[index + 1] == UInt8(ascii: "-") {
    return false
  }
  let tree = parsePython(Fragment(verbatim: text), file: file, mode: .module)
  return !tree.diagnostics.contains { $0.kind.severity == .error }
}

/// A cell of an `.ipynb` file.
private struct NotebookCell {
  var kind: ScriptScan.Cell.Kind
  var tags: [String]
  var source: Fragment
  /// The JSON text of the source: of its strings if it has any letter, else of the value.
  var range: Range<Int>
}
