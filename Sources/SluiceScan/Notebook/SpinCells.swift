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
      cells.append(ScriptCell(options: CellOptions(marker: []), lines: first..<end, form: .spun))
      next = end < lines.count && lines.isBlank(end) ? end + 1 : end
    } else {
      let marker = lines[first].dropping("#+")
      let (end, after) = chunkEnd(lines, from: first, hasMarker: marker != nil)
      let body = marker == nil ? first : first + 1
      let options = marker.map { CellOptions(chunk: chunkOptions([0x72, 0x20] + $0).entries) }
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

/// The language and the options of `{r name, tags=c("parameters")}`, braces excluded. Options that
/// knitr could not split are left out, and `isBroken` says so.
func chunkOptions(
  _ text: some Sequence<UInt8>
) -> (language: String, entries: [(String, String)], isBroken: Bool) {
  let bytes = Array(text)
  let split = bytes.firstIndex { isBlankByte($0) || $0 == UInt8(ascii: ",") } ?? bytes.count
  let language = bytes[..<split].asText
  var rest = bytes[min(split + 1, bytes.count)...].drop { $0 == 0x20 || $0 == UInt8(ascii: ",") }
  rest.append(UInt8(ascii: ","))
  var entries: [(String, String)] = []
  var depth = 0
  var quote: UInt8?
  var name: [UInt8] = []
  var value: [UInt8] = []
  var hasName = false
  var last: UInt8 = 0
  for byte in rest {
    if quote == nil, depth == 0, byte == UInt8(ascii: ",") {
      if hasName || !value.isEmpty {
        entries.append(
          (name[...].asText.trimmingBlanks(), value[...].asText.trimmingBlanks()))
      }
      name = []
      value = []
      hasName = false
    } else if quote == nil, depth == 0, byte == UInt8(ascii: "="), !hasName {
      name = value
      value = []
      hasName = true
    } else {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if last != UInt8(ascii: "\\") {
          if quote == nil { quote = byte } else if quote == byte { quote = nil }
        }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth < 0 { return (language, entries, true) }
      default: break
      }
      value.append(byte)
    }
    last = byte
  }
  return (language, entries, depth != 0 || quote != nil)
}
