/// A shell script without lines that are only a comment, empty lines, and blanks at the ends of lines.
/// What stands in quotes, and all behind the first `<<`, stays as it is. O(text).
package func shellForm(_ text: [UInt8]) -> [UInt8] {
  var form: [UInt8] = []
  var quote: UInt8?
  var start = 0
  while start < text.count {
    let end = text[start...].firstIndex(of: 0x0A) ?? text.count
    let line = text[start..<end]
    let isQuoted = quote != nil
    if !isQuoted {
      if line.contains("<<") { return form + text[start...] }
      let words = line.drop(while: isBlankByte)
      let isFirst = start == 0 && words.starts(with: [0x23, 0x21])
      if words.isEmpty || words.first == UInt8(ascii: "#") && !isFirst {
        start = end + 1
        continue
      }
    }
    readQuotes(line, &quote)
    form += quote == nil ? line[..<lastWord(of: line)] : line
    form.append(0x0A)
    start = end + 1
  }
  return form
}

private func readQuotes(_ line: ArraySlice<UInt8>, _ quote: inout UInt8?) {
  var index = line.startIndex
  while index < line.endIndex {
    let byte = line[index]
    if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
      index += 1
    } else if let open = quote {
      if byte == open { quote = nil }
    } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      quote = byte
    } else if byte == UInt8(ascii: "#"), index > line.startIndex, isBlankByte(line[index - 1]) {
      return
    }
    index += 1
  }
}

private func lastWord(of line: ArraySlice<UInt8>) -> Int {
  var end = line.endIndex
  while end > line.startIndex, isBlankByte(line[end - 1]) { end -= 1 }
  return end
}

extension ArraySlice<UInt8> {
  fileprivate func contains(_ word: StaticString) -> Bool {
    indices.contains { self[$0...].starts(withText: word) }
  }
}
