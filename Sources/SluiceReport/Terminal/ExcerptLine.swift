import SluiceCore

/// One line of a source as a terminal shows it, with the columns to underline.
///
/// Tabs are four blanks, control characters are pictures, bytes that are not UTF-8 are `�`. A line
/// wider than the room is cut around what is underlined, with `…` where text is left out.
struct ExcerptLine: Hashable {
  /// What to print; holds nothing that a terminal obeys.
  var text: String
  /// Blank columns before the underline.
  var indent: Int
  /// Columns of the underline, at least 1.
  var length: Int

  /// The line's `columns` count scalars from 0; both bounds are clamped to the line.
  init(_ line: [UInt8], underlining columns: Range<Int>, room: Int) {
    let cells = ExcerptLine.cells(of: line, around: columns, room: max(20, room))
    // Where each cell begins, in terminal columns from the first cell; one more for the end.
    var starts = [0]
    for cell in cells.list { starts.append(starts[starts.count - 1] + cell.width) }
    let count = cells.list.count
    let first = min(max(0, columns.lowerBound - cells.skipped), count)
    let last = min(max(first, columns.upperBound - cells.skipped), count)

    var low = 0
    var high = count
    let room = max(20, room)
    if cells.skipped > 0 || cells.isCut || starts[count] > room {
      // Two thirds of what is free stand before the underline: its context is usually there.
      let free = max(0, room - 2 - min(room - 2, starts[last] - starts[first]))
      let before = min(starts[first], free * 2 / 3)
      low = first
      while low > 0, starts[first] - starts[low - 1] <= before { low -= 1 }
      high = low
      while high < count, starts[high + 1] - starts[low] <= room - 2 { high += 1 }
      while low > 0, high == count, starts[high] - starts[low - 1] <= room - 2 { low -= 1 }
    }
    let head = low > 0 || cells.skipped > 0 ? "…" : ""
    let tail = high < count || cells.isCut ? "…" : ""
    text = head + cells.list[low..<high].map(\.text).joined() + tail
    while text.last == " " { text.removeLast() }
    let from = max(low, first)
    let to = max(from, min(last, high))
    indent = (head.isEmpty ? 0 : 1) + starts[from] - starts[low]
    length = max(1, starts[to] - starts[from])
  }

  private struct Cell {
    var text: String
    var width: Int
  }

  /// The scalars near `columns`: on a long line only as many as could be shown.
  private static func cells(
    of line: [UInt8], around columns: Range<Int>, room: Int
  ) -> (list: [Cell], skipped: Int, isCut: Bool) {
    let first = max(0, columns.lowerBound - room)
    let last = max(first, min(columns.lowerBound, Int.max - 2 * room) + 2 * room)
    var list: [Cell] = []
    var column = 0
    var index = 0
    // Columns are counted by the bytes that begin a scalar.
    while index < line.count, line[index] & 0xC0 == 0x80 { index += 1 }
    while index < line.count {
      var end = index + 1
      while end < line.count, line[end] & 0xC0 == 0x80 { end += 1 }
      if column >= last { return (list, min(first, column), true) }
      if column >= first { list.append(cell(line[index..<end])) }
      column += 1
      index = end
    }
    return (list, min(first, column), false)
  }

  private static func cell(_ bytes: ArraySlice<UInt8>) -> Cell {
    if bytes.elementsEqual([0x09]) { return Cell(text: "    ", width: 4) }
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else {
      return Cell(text: "\u{FFFD}", width: 1)
    }
    let safe = shown(scalar)
    return Cell(text: String(Character(safe)), width: displayWidth(of: safe))
  }
}
