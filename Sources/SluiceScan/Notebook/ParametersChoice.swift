import SluiceCore

/// Which cell is the parameters cell, chosen as Ploomber does.
struct ParametersChoice {
  /// Position in the cells that were given.
  var index: Int
  /// Ploomber refuses to render, as no cell with any text follows.
  var isLast: Bool

  /// The first cell tagged `parameters`, after the first cell of each of the tags that Ploomber and
  /// papermill inject is put aside; `nil` if there is none.
  init?(_ cells: [(tags: [String], isBlank: Bool)]) {
    let kept = Self.kept(cells.map(\.tags))
    guard let found = kept.first(where: { cells[$0].tags.contains("parameters") }) else {
      return nil
    }
    index = found
    let last = kept.last { !cells[$0].isBlank } ?? kept[0]
    isLast = cells[last].tags.contains("parameters")
  }

  /// The positions of the cells that are not put aside, given the tags of all.
  static func kept(_ tags: [[String]]) -> [Int] {
    var removed: Set<Int> = []
    for tag in ["injected-parameters", "debugging-settings"] {
      if let index = tags.firstIndex(where: { $0.contains(tag) }) { removed.insert(index) }
    }
    return tags.indices.filter { !removed.contains($0) }
  }
}

/// Whether a cell has no text at all.
func isBlankText(_ text: [UInt8]) -> Bool { isBlankText(text[...]) }

/// Whether a stretch of text has nothing but blanks.
func isBlankText(_ text: ArraySlice<UInt8>) -> Bool {
  text.allSatisfy { $0 == 0x20 || (9...13).contains($0) || (28...31).contains($0) }
}

extension ScriptScan {
  /// Takes over what the parameters cell says: `bytes` of the file, as they stand in `text`. `tree` is
  /// the parse of `text`, where the language is Python.
  mutating func readParameters(
    in text: Fragment, bytes: Range<Int>, tree: PythonTree?, range: SourceRange, isLast: Bool
  ) {
    var statement: SourceRange?
    if let tree {
      let textRange = tree.fragment.textRange(ofFileRange: bytes)
      let found = scanParametersCell(in: tree, textRange: textRange, file: range.file)
      product = pythonProduct(in: tree, textRange: textRange)
      upstream = found.upstream
      statement = found.upstreamRange
      diagnostics += found.diagnostics
    } else if language == .r {
      let cell = text.part(text.textRange(ofFileRange: bytes))
      let found = scanRCell(cell, file: range.file)
      product = rProduct(cell, file: range.file)
      upstream = found.upstream
      statement = found.upstreamRange
      diagnostics += found.diagnostics
    }
    upstream.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
    parametersCell = ParametersCell(range: range, isLast: isLast, upstreamRange: statement)
  }
}

extension Fragment {
  /// The stretch of the text that the file's bytes in `range` made.
  func textRange(ofFileRange range: Range<Int>) -> Range<Int> {
    let start = textOffset(ofFileOffset: range.lowerBound)
    return start..<max(start, textOffset(ofFileOffset: range.upperBound))
  }

  /// The stretch of the fragment that `range` of its text names.
  func part(_ range: Range<Int>) -> Fragment {
    let end = fileRange(range).upperBound
    var kept: [Segment] = []
    for (number, segment) in segments.enumerated() {
      let next = number + 1 < segments.count ? segments[number + 1].textStart : text.count
      guard next > range.lowerBound, segment.textStart < range.upperBound else { continue }
      let skipped = max(0, range.lowerBound - segment.textStart)
      kept.append(
        Segment(
          textStart: max(0, segment.textStart - range.lowerBound),
          fileStart: segment.fileStart + (segment.isVerbatim ? skipped : 0),
          isVerbatim: segment.isVerbatim))
    }
    return Fragment(text: Array(text[range]), segments: kept, fileEnd: end)
  }
}
