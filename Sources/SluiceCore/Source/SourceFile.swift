/// One file of the project. Its text is kept, or was dropped when all had been read that it says: then
/// it is read once more when somebody asks for it.
package struct SourceFile: Hashable, Sendable {
  /// Path relative to the project's root, `/` between its parts; absolute only where a task names a
  /// file outside the project so.
  package private(set) var path: String
  /// What the bytes were when the file was read.
  package let fingerprint: Fingerprint
  /// Whether the file has cells.
  package let isNotebook: Bool
  private let content: SourceContent

  package init(path: String, bytes: [UInt8], cells: [Fragment] = []) {
    self.path = path
    fingerprint = Fingerprint(bytes)
    isNotebook = !cells.isEmpty
    content = SourceContent(SourceText(bytes: bytes, cells: cells))
  }

  /// A file whose text is not kept. `again` reads it; where it does not give the same bytes any more,
  /// the file counts as empty from then on.
  package init(
    path: String, fingerprint: Fingerprint, isNotebook: Bool,
    again: @escaping @Sendable () -> SourceText?
  ) {
    self.path = path
    self.fingerprint = fingerprint
    self.isNotebook = isNotebook
    content = SourceContent {
      guard let text = again(), Fingerprint(text.bytes) == fingerprint else {
        return SourceText(bytes: [], cells: [])
      }
      return text
    }
  }

  /// The file as it lies on disk.
  package var bytes: [UInt8] { content.text.bytes }
  /// The notebook's cells in order of appearance, decoded; empty for every other file.
  package var cells: [Fragment] { content.text.cells }
  /// Whether nothing stands in the file. Reads nothing.
  package var isEmpty: Bool { fingerprint.size == 0 }

  /// The same file, seen from another folder.
  package func named(_ path: String) -> SourceFile {
    var file = self
    file.path = path
    return file
  }

  package static func == (first: SourceFile, second: SourceFile) -> Bool {
    first.path == second.path && first.fingerprint == second.fingerprint
      && first.isNotebook == second.isNotebook
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(fingerprint)
  }

  /// Where a person finds `range`: in the cell that holds it, if the file is a notebook.
  package func place(of range: Range<Int>) -> Place {
    for (number, cell) in cells.enumerated() {
      guard let first = cell.segments.first, first.fileStart <= range.lowerBound,
        range.lowerBound <= cell.fileEnd
      else { continue }
      let table = LineTable(cell.text)
      let start = cell.textOffset(ofFileOffset: range.lowerBound)
      let end = max(start, cell.textOffset(ofFileOffset: range.upperBound))
      return Place(
        path: path, cell: number + 1,
        start: position(of: start, in: cell.text, table), startByte: range.lowerBound,
        end: position(of: end, in: cell.text, table), endByte: range.upperBound)
    }
    return placeOnDisk(of: range)
  }

  /// Where `range` lies in the file as it is on disk, a notebook's cells or not.
  package func placeOnDisk(of range: Range<Int>) -> Place {
    let (bytes, lines) = content.lines
    return Place(
      path: path, cell: nil,
      start: position(of: range.lowerBound, in: bytes, lines), startByte: range.lowerBound,
      end: position(of: range.upperBound, in: bytes, lines), endByte: range.upperBound)
  }

  /// The text of one line, without its end. `line` counts from 1 in the file, or in the cell whose
  /// number (from 1) is given. Empty for a line that does not exist.
  package func line(_ line: Int, cell: Int? = nil) -> [UInt8] {
    let text = cell.map { cells.indices.contains($0 - 1) ? cells[$0 - 1].text : [] } ?? bytes
    let table = cell == nil ? content.lines.table : LineTable(text)
    guard table.starts.indices.contains(line - 1) else { return [] }
    let start = table.starts[line - 1] + (line == 1 ? byteOrderMark(of: text) : 0)
    var end = line < table.starts.count ? table.starts[line] : text.count
    while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
    return Array(text[start..<end])
  }

  /// Length of the mark at the text's very beginning: editors neither show nor count it.
  private func byteOrderMark(of text: [UInt8]) -> Int {
    text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private func position(of offset: Int, in text: [UInt8], _ table: LineTable) -> Place.Position {
    let offset = min(max(0, offset), text.count)
    let line = table.line(at: offset)
    let start = table.starts[line] + (line == 0 ? byteOrderMark(of: text) : 0)
    let before = text[min(start, offset)..<offset]
    // A byte that does not continue a scalar begins one.
    let column = before.reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return Place.Position(line: line + 1, column: column)
  }
}

/// A place as people count it.
package struct Place: Hashable, Sendable {
  /// Line and column from 1; the column counts Unicode scalar values.
  package struct Position: Hashable, Sendable {
    /// From 1.
    package var line: Int
    /// From 1, in Unicode scalar values.
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// Path relative to the project's root.
  package var path: String
  /// Number of the notebook's cell, from 1; `nil` outside notebooks. Lines count within it.
  package var cell: Int?
  /// The place's first scalar.
  package var start: Position
  /// Offset into the file's bytes.
  package var startByte: Int
  /// One column behind the last scalar.
  package var end: Position
  /// Offset behind the last byte.
  package var endByte: Int
}
