import SluiceCore

/// One code cell of a Python notebook or script, as Ploomber reads it when it checks the code: lines of
/// IPython and cells of other languages are comments.
package struct ScriptCodeCell: Sendable {
  /// The cell, parsed as plain Python. Its text may be that of the whole file.
  package var tree: PythonTree
  /// The cell in its tree's text.
  package var textRange: Range<Int>
  /// Whether it is the parameters cell: what is passed is assigned right behind it.
  package var isParameters: Bool
  /// The words of those lines: commands and what they are given, as text.
  package var blankedWords: Set<String>

  package init(
    tree: PythonTree, textRange: Range<Int>? = nil, isParameters: Bool,
    blankedWords: Set<String> = []
  ) {
    self.tree = tree
    self.textRange = textRange ?? 0..<tree.fragment.text.count
    self.isParameters = isParameters
    self.blankedWords = blankedWords
  }
}

/// The code cells in order, those that Ploomber and papermill injected left out; empty where the
/// language is not Python or the file has syntax errors. `bytes` is the file; of what `trees` has,
/// nothing is parsed again. Linear in the file.
package func scriptCode(
  _ scan: ScriptScan, _ bytes: [UInt8], file: Int, trees: ScriptTrees = .none
) -> [ScriptCodeCell] {
  guard scan.language == .python,
    !scan.diagnostics.contains(where: { $0.kind.severity == .error && $0.kind != .invalidUpstream })
  else { return [] }
  var parts = CellTrees(trees)
  return ParametersChoice.kept(scan.parts.map(\.tags)).compactMap { index in
    let part = scan.parts[index]
    guard part.kind == .code else { return nil }
    let isParameters = part.range == scan.parametersCell?.range
    let range = part.range.bytes.clamped(to: 0..<bytes.count)
    if let known = parts.tree(ofCell: index, at: range) {
      return ScriptCodeCell(
        tree: known.tree, textRange: known.range, isParameters: isParameters)
    }
    var text: Fragment
    if scan.cells.isEmpty {
      text = Fragment(verbatim: Array(bytes[range]), fileStart: range.lowerBound)
    } else if scan.cells.indices.contains(index) {
      text = scan.cells[index]
    } else {
      return nil
    }
    let words = commentMagics(&text.text)
    return ScriptCodeCell(
      tree: parsePython(text, file: file, mode: .module), isParameters: isParameters,
      blankedWords: words)
  }
}

/// Makes comments of the lines that Ploomber comments out: `%magic`, `!shell`, and all that follows a
/// `%%magic` whose body is not Python. Their first letter becomes the mark, so no byte moves, and what
/// a text in quotes holds stays there. Answers the words of those lines.
private func commentMagics(_ text: inout [UInt8]) -> Set<String> {
  guard hasCommandLine(text, 0..<text.count) else { return [] }
  var words: Set<String> = []
  var start = 0
  var isForeign = false
  while start < text.count {
    var end = start
    while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    let line = text[start..<end].drop(while: isBlankByte)
    if isForeign || isCommentedOut(line) {
      isForeign = isForeign || beginsForeignCell(line)
      for word in line.split(whereSeparator: { !isIdentifierByte($0) }) {
        words.insert(String(decoding: word, as: UTF8.self))
      }
      if !line.isEmpty { text[line.startIndex] = UInt8(ascii: "#") }
    }
    start = end + 1
  }
  return words
}

/// Whether a line of `range` begins like a command, behind its blanks.
func hasCommandLine(_ text: [UInt8], _ range: Range<Int>) -> Bool {
  var mark = text.commandMark(in: range)
  while mark < range.upperBound {
    var before = mark
    while before > range.lowerBound, isBlankByte(text[before - 1]), text[before - 1] != 0x0A,
      text[before - 1] != 0x0D
    {
      before -= 1
    }
    if before == range.lowerBound || text[before - 1] == 0x0A || text[before - 1] == 0x0D {
      return true
    }
    mark = text.commandMark(in: mark + 1..<range.upperBound)
  }
  return false
}

/// `%name` , `%%name` or `!command`
private func isCommentedOut(_ line: ArraySlice<UInt8>) -> Bool {
  if line.first == 0x21 { return line.count > 1 }
  let name = line.drop { $0 == 0x25 }
  return (1...2).contains(line.count - name.count) && name.first.map(isASCIILetter) ?? false
}

private func beginsForeignCell(_ line: ArraySlice<UInt8>) -> Bool {
  guard line.starts(with: [0x25, 0x25]) else { return false }
  let name = String(decoding: line.dropFirst(2).prefix(while: isASCIILetter), as: UTF8.self)
  return !["capture", "time", "timeit"].contains(name)
}

private func isASCIILetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}
