/// How a Markdown file marks its code.
enum MarkdownFlavour: Hashable {
  /// ```` ```{r, tags=c("parameters")} ````: `.Rmd`.
  case chunks
  /// ```` ```python tags=["parameters"] ````: `.md`.
  case fences
}

/// The cells of a Markdown notebook: code, regions, and the text between them. O(lines).
func markdownCells(
  _ lines: ScriptLines, from start: Int, flavour: MarkdownFlavour
) -> [ScriptCell] {
  var cells: [ScriptCell] = []
  var next = start
  while next < lines.count {
    let first = next
    let line = lines[first]
    let found: (end: Int, next: Int)
    var options: CellOptions?
    var codeLanguage: String?
    var brokenLine: Int?
    var isProse = true
    if let region = MarkdownRegion(line) {
      var known = CellOptions(marker: region.options)
      known.isRaw = region.isRaw
      options = known
      found = region.end(lines, from: first)
    } else if flavour == .chunks, let chunk = chunkMarker(line) {
      options = CellOptions(chunk: ChunkOptions(Array(chunk)))
      isProse = false
      let language = ChunkOptions(Array(chunk)).language
      codeLanguage = language == "r" ? "R" : language
      found = chunkBodyEnd(lines, from: first, language: language, isEnd: isFenceEnd)
    } else if flavour == .fences, let fence = MarkdownFence(line) {
      options = CellOptions(marker: fence.isCode ? fence.options : [])
      codeLanguage = fence.isCode ? fence.language : nil
      isProse = !fence.isCode
      found = chunkBodyEnd(lines, from: first, language: fence.language) {
        $0.prefix { $0 == UInt8(ascii: "`") }.count >= fence.length
      }
    } else {
      found = textEnd(lines, from: first, flavour, &brokenLine)
    }
    let isWhole = options == nil || isProse && codeLanguage == nil && MarkdownRegion(line) == nil
    let body = isWhole ? first : first + 1
    // A block that is not to be run is text, its fences too.
    let end = isWhole && options != nil ? found.next : found.end
    var cell = ScriptCell(
      options: options ?? CellOptions(marker: []), lines: body..<max(body, end),
      form: .verbatim, problemLine: brokenLine, codeLanguage: codeLanguage, isProse: isProse)
    if brokenLine != nil { cell.options.problem = .unbalanced }
    cells.append(cell)
    next = max(first + 1, found.next)
    let isClosed = found.next > found.end && (options != nil || found.next - found.end == 2)
    if next + 1 < lines.count, lines.isBlank(next), !lines.isBlank(next + 1) {
      next += 1
    } else if isClosed, next + 2 < lines.count, lines.isBlank(next), lines.isBlank(next + 1),
      !lines.isBlank(next + 2)
    {
      next += 2
    }
  }
  return cells
}

/// What stands between the braces of ```` ```{r …} ````.
private func chunkMarker(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  guard let rest = line.dropping("```{") else { return nil }
  guard let brace = rest.lastIndex(of: UInt8(ascii: "}")),
    isBlankText(rest[(brace + 1)...])
  else { return nil }
  return rest[..<brace]
}

/// A line that opens code in a language that jupytext knows.
private struct MarkdownFence {
  /// The number of backticks. Any line that begins with as many ends the code.
  var length: Int
  var language: String
  var options: ArraySlice<UInt8>

  init?(_ line: ArraySlice<UInt8>) {
    length = line.prefix { $0 == UInt8(ascii: "`") }.count
    guard length >= 3 else { return nil }
    let rest = line.dropFirst(length).trimmedStart()
    let word = rest.prefix { !isBlankByte($0) && $0 != UInt8(ascii: "`") }
    let behind = rest[word.endIndex...]
    language = word.asText
    options = behind
    guard isNotebookLanguage(language), behind.first.map(isBlankByte) ?? true else { return nil }
  }
}

extension MarkdownFence {
  /// `.noeval` makes text of it.
  var isCode: Bool { !options.asText.split(separator: " ").contains(".noeval") }
}

private func isFenceEnd(_ line: ArraySlice<UInt8>) -> Bool {
  line.dropping("```").map(isBlankText) ?? false
}

private func chunkBodyEnd(
  _ lines: ScriptLines, from first: Int, language: String, isEnd: (ArraySlice<UInt8>) -> Bool
) -> (end: Int, next: Int) {
  // jupytext takes the code of every chunk for Python's while it looks for strings, but R's.
  var state = QuoteState(isPython: language != "r" && language != "R")
  for number in first + 1..<max(first + 1, lines.count) {
    let wasQuoted = state.isQuoted
    state.read(lines[number])
    if !wasQuoted, isEnd(lines[number]) { return (number, number + 1) }
  }
  return (lines.count, lines.count)
}

/// The end of a text: before the next chunk or region, or at two blank lines. `brokenLine` becomes
/// the line of a chunk in it that is text and still cannot be read.
private func textEnd(
  _ lines: ScriptLines, from first: Int, _ flavour: MarkdownFlavour, _ brokenLine: inout Int?
) -> (end: Int, next: Int) {
  var blanks = 0
  var isInFence = false
  // The number of backticks that end a block that is not to be run; 0: three, and nothing behind.
  var fenceLength = 0
  var isIndented = false
  for number in first..<lines.count {
    let line = lines[number]
    if isInFence,
      fenceLength == 0
        ? isFenceEnd(line) : line.prefix(while: { $0 == UInt8(ascii: "`") }).count >= fenceLength
    {
      isInFence = false
      continue
    }
    let hasIndent = line.starts(withText: "    ")
    if blanks > 0, hasIndent, !lines.isBlank(number) {
      isIndented = true
      blanks = 0
      continue
    }
    if isIndented, !lines.isBlank(number), !hasIndent { isIndented = false }
    if isIndented || isInFence { continue }
    let chunk = flavour == .chunks ? chunkMarker(line).map { ChunkOptions(Array($0)) } : nil
    let fence = flavour == .fences ? MarkdownFence(line) : nil
    if let fence { fenceLength = fence.length }
    let isChunk = chunk.map { isNotebookLanguage($0.language) } ?? fence.map(\.isCode)
    if isChunk == false, chunk?.isBroken ?? false { brokenLine = brokenLine ?? number }
    if MarkdownRegion(line) != nil || isChunk == true {
      return (number > first + 1 && blanks > 0 ? number - 1 : number, number)
    }
    if isChunk == false || line.starts(withText: "```{") {
      isInFence = true
      blanks = 0
      continue
    }
    if line.starts(withText: "```") {
      if blanks >= 2 { return (number - 2, number) }
      isInFence = true
      blanks = 0
      continue
    }
    if lines.isBlank(number) {
      blanks += 1
    } else if blanks >= 2 {
      return (number - 2, number)
    } else {
      blanks = 0
    }
  }
  return (lines.count, lines.count)
}

/// `<!-- #region tags=["parameters"] -->` and its kin.
private struct MarkdownRegion {
  var name: StaticString
  var options: ArraySlice<UInt8>

  init?(_ line: ArraySlice<UInt8>) {
    guard let rest = line.dropping("<!--")?.trimmedStart().dropping("#") else { return nil }
    for name: StaticString in ["region", "markdown", "md", "raw"] {
      guard let behind = rest.dropping(name) else { continue }
      var end = behind.endIndex
      while end > behind.startIndex, isBlankByte(behind[end - 1]) { end -= 1 }
      guard end - behind.startIndex >= 3, behind[end - 3..<end].starts(withText: "-->") else {
        return nil
      }
      self.name = name
      options = behind[..<(end - 3)]
      return
    }
    return nil
  }

  var isRaw: Bool { name.utf8CodeUnitCount == 3 }

  func end(_ lines: ScriptLines, from first: Int) -> (end: Int, next: Int) {
    for number in first + 1..<max(first + 1, lines.count) {
      guard let rest = lines[number].dropping("<!--")?.trimmedStart().dropping("#end"),
        let tail = rest.dropping(name)?.trimmedStart().dropping("-->"), isBlankText(tail)
      else { continue }
      return (number, number + 1)
    }
    return (lines.count, lines.count)
  }
}

/// Languages that jupytext takes for code; chunks of others are text.
private func isNotebookLanguage(_ name: String) -> Bool {
  notebookLanguages.contains(name) || notebookLanguages.contains(name.lowercased())
}

private let notebookLanguages: Set<String> = [
  "r", "bash", "sh", "python", "python2", "python3", "coconut", "javascript", "js", "perl",
  "html", "latex", "markdown", "pypy", "ruby", "script", "svg", "matlab", "octave", "idl",
  "robotframework", "sas", "spark", "sql", "cython", "haskell", "tcl", "gnuplot", "julia", "c++",
  "scheme", "clojure", "powershell", "q", "typescript", "scala", "rust", "csharp", "fsharp",
  "sos", "java", "groovy", "sage", "ocaml", "maxima", "stata", "jenner", "xonsh", "logtalk",
  "lua", "go", "c#", "f#", "cs", "fs",
]
