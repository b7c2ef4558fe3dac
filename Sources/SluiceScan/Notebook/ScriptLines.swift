import SluiceCore

/// The lines of a script as Python's `splitlines` cuts them, without their ends.
struct ScriptLines {
  let bytes: [UInt8]
  /// Where each line stands in `bytes`; empty for an empty text.
  let ranges: [Range<Int>]
  /// Where each line begins, and behind the last one the end of the text.
  let starts: [Int]
  /// For each line, the first line from it on that is not blank; `count` if there is none.
  let nextText: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var ranges: [Range<Int>] = []
    var starts = [0]
    ranges.reserveCapacity(bytes.count / 40 + 8)
    starts.reserveCapacity(bytes.count / 40 + 8)
    var start = 0
    var index = bytes.printableRunEnd(from: 0)
    while index < bytes.count {
      let length = lineEndLength(bytes, at: index)
      if length > 0 {
        ranges.append(start..<index)
        start = index + length
        starts.append(start)
      }
      index = bytes.printableRunEnd(from: index + max(1, length))
    }
    if start < bytes.count {
      ranges.append(start..<bytes.count)
      starts.append(bytes.count)
    }
    self.ranges = ranges
    self.starts = starts
    var next = [Int](repeating: ranges.count, count: ranges.count + 1)
    for line in ranges.indices.reversed() {
      next[line] = isBlankText(bytes[ranges[line]]) ? next[line + 1] : line
    }
    nextText = next
  }

  var count: Int { ranges.count }

  subscript(_ line: Int) -> ArraySlice<UInt8> { bytes[ranges[line]] }

  func isBlank(_ line: Int) -> Bool { nextText[line] != line }

  /// Whether any of `lines` is not blank.
  func hasText(in lines: Range<Int>) -> Bool {
    !lines.isEmpty && nextText[lines.lowerBound] < lines.upperBound
  }

  /// The bytes of `lines`, the last line's end excluded.
  func byteRange(_ lines: Range<Int>) -> Range<Int> {
    guard let last = lines.last else {
      let place = lines.lowerBound < starts.count ? starts[lines.lowerBound] : bytes.count
      return place..<place
    }
    return ranges[lines.lowerBound].lowerBound..<ranges[last].upperBound
  }
}

/// The length of the line end at `index`, or 0.
private func lineEndLength(_ bytes: [UInt8], at index: Int) -> Int {
  switch bytes[index] {
  case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
  case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E: 1
  case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
  case 0xE2:
    index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8 ? 3 : 0
  default: 0
  }
}

extension ArraySlice<UInt8> {
  /// The slice without blanks at its start.
  func trimmedStart() -> ArraySlice<UInt8> {
    drop { $0 == 0x20 || (9...13).contains($0) || (28...31).contains($0) }
  }

  func starts(withText text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { self[startIndex + $0] == text.utf8Start[$0] }
  }

  /// The slice behind `text`, if it begins with it.
  func dropping(_ text: StaticString) -> ArraySlice<UInt8>? {
    starts(withText: text) ? dropFirst(text.utf8CodeUnitCount) : nil
  }
}
