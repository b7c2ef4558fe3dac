/// A word of a line in which Argo may name something.
struct LineWord {
  /// Letters, digits and `.-_[]()`, without what only surrounds it.
  var text: Substring
  /// It stands in quotes.
  var isQuoted: Bool
  /// The line draws a tree of nodes.
  var isInTree: Bool

  /// The number of a line in the file named `spec` that the word is, for `argo.yaml:57` and
  /// `yaml: line 57`.
  func lineNumber(of spec: String, behind last: LineWord?) -> Int? {
    guard let last, let number = Int(text), number > 0, text.utf8.count < 9 else { return nil }
    let isPlace = last.text == spec && last.isBefore(self, by: ":")
    let isYAML = last.text == "line" && last.isBehindYAML
    return isPlace || isYAML ? number : nil
  }

  /// The word may be a name without a workflow's before it: in a tree, or behind a word that says so.
  func isName(behind last: LineWord?) -> Bool {
    if isInTree { return true }
    guard isQuoted, let last else { return false }
    return LineWord.announcements.contains(last.text.lowercased())
  }

  private static let announcements: Set<String> = [
    "task", "tasks", "node", "step", "dependency", "dependencies", "displayname", "template",
    "target", "name",
  ]

  private func isBefore(_ next: LineWord, by separator: String) -> Bool {
    text.base[text.endIndex..<next.text.startIndex] == separator
  }

  private var isBehindYAML: Bool { text.base[..<text.startIndex].hasSuffix("yaml: ") }
}

/// The words of the line, in its order; what stands behind 64 KiB is not looked at. O(length).
func lineWords(_ line: String) -> [LineWord] {
  var words: [LineWord] = []
  let isTree = line.unicodeScalars.first { $0 != " " }.map { "├└│".unicodeScalars.contains($0) }
  let bytes = line.utf8.prefix(65_536)
  var index = bytes.startIndex
  while index < bytes.endIndex {
    guard isWordByte(bytes[index]) else {
      index = bytes.index(after: index)
      continue
    }
    let end = bytes[index...].firstIndex { !isWordByte($0) } ?? bytes.endIndex
    let text = line[trimmed(bytes, index, end)]
    let before = index > bytes.startIndex ? bytes[bytes.index(before: index)] : 0
    let after = end < line.utf8.endIndex ? line.utf8[end] : 0
    let isQuoted = before == after && (before == 0x22 || before == 0x27 || before == 0x60)
    if !text.isEmpty {
      words.append(LineWord(text: text, isQuoted: isQuoted, isInTree: isTree ?? false))
    }
    index = end
  }
  return words
}

/// The word without dots and brackets that belong to the sentence around it.
private func trimmed(
  _ bytes: Substring.UTF8View, _ start: String.Index, _ end: String.Index
) -> Range<String.Index> {
  var start = start
  var end = end
  while start < end, "([.".utf8.contains(bytes[start]) { start = bytes.index(after: start) }
  var open = 0
  var close = 0
  for byte in bytes[start..<end] {
    if byte == 0x28 || byte == 0x5B { open += 1 }
    if byte == 0x29 || byte == 0x5D { close += 1 }
  }
  while start < end {
    let last = bytes.index(before: end)
    let byte = bytes[last]
    let isBracket = byte == 0x29 || byte == 0x5D
    guard byte == 0x2E || byte == 0x2D || isBracket && close > open else { break }
    if isBracket { close -= 1 }
    end = last
  }
  return start..<end
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x5B, 0x5D, 0x28, 0x29: true
  default: false
  }
}
