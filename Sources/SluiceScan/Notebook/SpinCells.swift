/// The cells of an R script for knitr's `spin`: `#'` text, and chunks that `#+` or a paragraph begins.
/// O(lines).
func spinCells(_ lines: ScriptLines, from start: Int) -> [ScriptCell] {
  var cells: [ScriptCell] = []
  var next = start
  while next < lines.count {
    let first = next
    if lines[first].starts(withText: "#'") {
      var end = first
      while end < lines.count, lines[end].starts(withText: "#'") { end += 1 }
      cells.append(
        ScriptCell(
          options: CellOptions(marker: []), lines: first..<end, form: .spun, isProse: true))
      next = end < lines.count && lines.isBlank(end) ? end + 1 : end
    } else {
      let marker = lines[first].dropping("#+")
      let (end, after) = chunkEnd(lines, from: first, hasMarker: marker != nil)
      let body = marker == nil ? first : first + 1
      let options = marker.map { CellOptions(chunk: ChunkOptions([0x72, 0x20] + Array($0))) }
      cells.append(
        ScriptCell(
          options: options ?? CellOptions(marker: []), lines: body..<max(body, end),
          form: .verbatim))
      next = max(first + 1, after)
    }
    if next + 1 < lines.count, lines.isBlank(next), !lines.isBlank(next + 1) { next += 1 }
  }
  return cells
}

private func chunkEnd(
  _ lines: ScriptLines, from first: Int, hasMarker: Bool
) -> (end: Int, next: Int) {
  for number in (hasMarker ? first + 1 : first)..<lines.count {
    let line = lines[number]
    if line.starts(withText: "#+") || line.starts(withText: "#'") {
      guard number > first, lines.isBlank(number - 1) else { return (number, number) }
      let isTwice = number > first + 1 && lines.isBlank(number - 2)
      return (isTwice ? number - 2 : number - 1, number)
    }
    guard lines.isBlank(number) else { continue }
    let text = lines.nextText[number]
    if text < lines.count, lines[text].first.map(isBlankByte) ?? false { continue }
    if number > first { return (number, number + 1) }
    if first + 1 < lines.count, !lines.isBlank(first + 1) { return (first + 1, first + 1) }
    return (first + 1, min(first + 2, lines.count))
  }
  return (lines.count, lines.count)
}
