/// What Ploomber's own reader makes of one physical line of an R cell. It knows far less than R.
enum RLineVerdict: Hashable, Sendable {
  /// An empty line, or a comment that begins in the first column.
  case skipped
  /// `name <- list(…)` or `name <- NULL`, as far as that reader looks.
  case assigns(String)
  /// The reader stops here, at the byte with this offset in the text.
  case refused(at: Int)
}

/// Ploomber's verdict on the line at `line` (offsets into `text`, line end excluded).
func rLineVerdict(_ text: [UInt8], _ line: Range<Int>) -> RLineVerdict {
  if line.isEmpty || text[line.lowerBound] == UInt8(ascii: "#") { return .skipped }
  var tokens: [RLineToken] = []
  var index = line.lowerBound
  while index < line.upperBound {
    let byte = text[index]
    if byte == 0x20 || (9...13).contains(byte) {
      index += 1
      continue
    }
    guard let (token, end) = rLineToken(text, at: index, end: line.upperBound) else {
      return .refused(at: index)
    }
    tokens.append(token)
    index = end
  }
  guard case .name(let name) = tokens.first else { return .refused(at: line.lowerBound) }
  guard tokens.count > 1, tokens[1] == .assignment else { return .refused(at: line.lowerBound) }
  guard tokens.count > 2 else { return .refused(at: line.upperBound) }
  switch tokens[2] {
  case .null: return .assigns(name)
  case .list:
    // The reader takes the brackets for granted, and pairs of a named list for four tokens each.
    let items = tokens.dropFirst(4).dropLast()
    guard let first = items.first else { return .refused(at: line.upperBound) }
    if case .name = first, items.count % 4 != 0, items.count % 4 != 3 {
      return .refused(at: line.lowerBound)
    }
    return .assigns(name)
  case .name, .assignment, .other: return .refused(at: line.lowerBound)
  }
}

private enum RLineToken: Equatable {
  case name(String)
  case assignment, list, null, other
}

private func rLineToken(_ text: [UInt8], at start: Int, end: Int) -> (RLineToken, Int)? {
  func comesNext(_ word: StaticString) -> Bool {
    guard start + word.utf8CodeUnitCount <= end else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { word.utf8Start[$0] == text[start + $0] }
  }
  let byte = text[start]
  if comesNext("list") { return (.list, start + 4) }
  if comesNext("NULL") { return (.null, start + 4) }
  if comesNext("c(") { return (.other, start + 2) }
  if comesNext("<-") { return (.assignment, start + 2) }
  switch byte {
  case UInt8(ascii: "="): return (.assignment, start + 1)
  case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "+"),
    UInt8(ascii: "-"), UInt8(ascii: "*"):
    return (.other, start + 1)
  case UInt8(ascii: "'"), UInt8(ascii: "\""):
    var index = start + 1
    while index < end, text[index] != UInt8(ascii: "'"), text[index] != UInt8(ascii: "\"") {
      index += 1
    }
    return (.other, min(end, index + 1))
  default:
    var index = start
    while index < end, (0x30...0x39).contains(text[index]) { index += 1 }
    if index > start { return (.other, index) }
    while index < end, (0x41...0x5A).contains(text[index] & ~0x20), text[index] < 0x80 {
      index += 1
    }
    return index > start ? (.name(text[start..<index].asText), index) : nil
  }
}
