/// Whether jupytext takes a line for a magic command of IPython, commented out or not. It only
/// matters for paragraphs of comments: with such a line they are code, not Markdown.
func isMagic(_ line: ArraySlice<UInt8>, isPython: Bool) -> Bool {
  let content = withoutMarks(line.trimmedStart())
  if let first = content.first, first == UInt8(ascii: "%") {
    let behind = content.drop { $0 == UInt8(ascii: "%") }
    if content.count - behind.count <= 3, behind.first.map(isLetter) ?? false {
      return !namesNoEscape(behind)
    }
  }
  guard isPython else { return false }
  if isHelpOrShell(line.trimmedStart()) { return true }
  let plain = withoutMarks(line)
  return isMagicAssignment(plain) || isShellWord(plain)
}

/// The text behind any number of `# ` and `#`.
private func withoutMarks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var rest = line
  while let behind = rest.dropping("#") {
    rest = behind.first == 0x20 ? behind.dropFirst() : behind
  }
  return rest
}

private func isLetter(_ byte: UInt8) -> Bool {
  byte < 0x80 && (0x41...0x5A).contains(byte & ~0x20)
}

/// `%command # noescape`
private func namesNoEscape(_ text: ArraySlice<UInt8>) -> Bool {
  text.indices.contains { index in
    guard let rest = text[index...].dropping("#") else { return false }
    return rest.trimmedStart().starts(withText: "noescape")
  }
}

/// `!ls`, `?name`
private func isHelpOrShell(_ text: ArraySlice<UInt8>) -> Bool {
  var rest = text
  if rest.starts(withText: "#") { rest = withoutMarks(rest).trimmedStart() }
  guard let mark = rest.first, mark == UInt8(ascii: "?") || mark == UInt8(ascii: "!") else {
    return false
  }
  guard let first = rest.dropFirst().trimmedStart().first else { return false }
  return isLetter(first) || Array(".~$\\/{}".utf8).contains(first)
}

/// `files = !ls`, `result = %time f()`
private func isMagicAssignment(_ text: ArraySlice<UInt8>) -> Bool {
  let name = text.trimmedStart()
  guard let first = name.first, isLetter(first) || first == 0x5F else { return false }
  let behind = name.drop {
    isLetter($0) || $0 == 0x5F || $0 == UInt8(ascii: "$") || (0x30...0x39).contains($0)
  }
  guard let value = behind.trimmedStart().dropping("=")?.trimmedStart(), let mark = value.first
  else { return false }
  if mark == UInt8(ascii: "!") { return value.dropFirst().first.map(isLetter) ?? false }
  let command = value.drop { $0 == UInt8(ascii: "%") }
  return (1...3).contains(value.count - command.count) && (command.first.map(isLetter) ?? false)
}

/// `cd folder`
private func isShellWord(_ text: ArraySlice<UInt8>) -> Bool {
  let word = text.prefix { isLetter($0) }.asText
  guard shellWords.contains(word) else { return false }
  let rest = text.dropFirst(word.utf8.count)
  guard let blank = rest.first else { return true }
  guard isBlankByte(blank) else { return false }
  guard let next = rest.dropFirst().first else { return true }
  return next != UInt8(ascii: "=") && next != UInt8(ascii: ",")
}

private let shellWords: Set<String> = [
  "cat", "cd", "cp", "mv", "rm", "rmdir", "mkdir", "copy", "ddir", "echo", "ls", "ldir", "ren",
]

/// A cell whose first line is `%%bash` or another magic of the kind holds what that magic reads.
func startsWithCellMagic(_ text: ArraySlice<UInt8>) -> Bool {
  guard let first = text.firstIndex(where: { $0 > 0x20 }) else { return false }
  return text[first...].starts(with: [UInt8(ascii: "%"), UInt8(ascii: "%")])
}
