import SluiceCore

/// Where one more entry of a YAML list goes behind the one at a place, in the list's own style.
struct PlaceBehindEntry {
  /// Empty: what is written here goes between two bytes.
  let range: SourceRange
  /// What comes before the entry's text: a comma, or a line's end and a dash.
  let before: String

  /// `nil` where the entry's surroundings are of neither style.
  init?(_ entry: SourceRange, in bytes: [UInt8]) {
    let start = entry.bytes.lowerBound
    var end = entry.bytes.upperBound
    guard start < end, end <= bytes.count else { return nil }
    var line = start
    while line > 0, bytes[line - 1] != 0x0A { line -= 1 }
    let lead = bytes[line..<start]
    if lead.last == 0x20, lead.filter({ $0 != 0x20 }) == [UInt8(ascii: "-")] {
      let ending = LineEnding(of: bytes)
      // A comment stays beside its entry.
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      before = ending.text + String(decoding: lead, as: UTF8.self)
    } else {
      let next = bytes[end...].first { $0 > 0x20 }
      guard next == UInt8(ascii: "]") || next == UInt8(ascii: ",") else { return nil }
      before = ", "
    }
    range = SourceRange(file: entry.file, bytes: end..<end)
  }
}

/// How a file ends its lines, told by the first.
struct LineEnding {
  let text: String

  init(of bytes: [UInt8]) {
    let first = bytes.firstIndex(of: 0x0A)
    let isWindows = first.map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false
    text = isWindows ? "\r\n" : "\n"
  }
}
