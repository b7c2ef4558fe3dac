// Where nodes begin and end, as people see them: libyaml counts anchors, tags and the blank lines
// below a block scalar in.
extension NodeBuilder {
  /// The first byte behind anchors and tags, blanks and comments; `end` if nothing follows.
  func afterProperties(_ start: Int, _ end: Int) -> Int {
    let text = input.text
    var index = start
    while index < end {
      switch text[index] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        let isVerbatim = index + 1 < end && text[index + 1] == UInt8(ascii: "<")
        while index < end, !isBlank(text[index]) {
          if isVerbatim, text[index] == UInt8(ascii: ">") {
            index += 1
            break
          }
          if !isVerbatim, isFlowIndicator(text[index]) { return index }
          index += 1
        }
      case UInt8(ascii: "#"):
        while index < end, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
      case let byte where isBlank(byte): index += 1
      default: return index
      }
    }
    return end
  }

  private func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// A block scalar's end without the line ends and blanks below its last line.
  func trimmedEnd(_ bytes: Range<Int>) -> Int {
    var end = bytes.upperBound
    while end > bytes.lowerBound + 1, isBlank(input.text[end - 1]) { end -= 1 }
    return end
  }
}
