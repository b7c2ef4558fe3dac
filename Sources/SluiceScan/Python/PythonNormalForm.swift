import SluiceCore

/// A function's text without what Ploomber overlooks when it asks whether the code has changed:
/// comments behind code, the docstring, blanks, indentation, and the line structure that autopep8
/// settles (blank lines, `;`, `if x: y`, `import a, b`). Two texts of one normal form are one code.
///
/// A comment on a line of its own leaves a blank line, as Ploomber's way of removing it does; line
/// ends within brackets count.
package struct PythonNormalForm: Hashable, Sendable {
  /// Tokens, with marks between them that no token holds.
  private var bytes: [UInt8] = []

  /// `nil` where `text` is no Python by itself: such texts compare as they are. O(text).
  package init?(_ text: [UInt8]) {
    let tree = parsePython(Fragment(verbatim: text), file: 0, mode: .module)
    guard !tree.diagnostics.contains(where: { $0.kind.severity == .error }),
      var lines = PythonLines(tree.fragment.text)?.lines
    else { return nil }
    lines.removeDocstring()
    write(lines.flatMap(\.split))
  }

  private mutating func write(_ lines: [PythonLines.Line]) {
    var previous: PythonLines.Line?
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1] : nil
      let blanks = previous.map { line.settledBlanks(behind: $0, before: next) } ?? 0
      bytes += repeatElement(PythonLines.lineMark, count: blanks + 1)
      bytes += repeatElement(PythonLines.indentMark, count: line.level)
      for word in line.words {
        bytes += repeatElement(PythonLines.breakMark, count: word.breaks)
        bytes.append(PythonLines.wordMark)
        bytes += word.text
      }
      previous = line
    }
  }
}

/// The logical lines of a Python text.
struct PythonLines {
  // Control characters that stand in no token but a string, and are never written by hand there.
  static let wordMark: UInt8 = 0x1F
  static let lineMark: UInt8 = 0x1E
  static let breakMark: UInt8 = 0x1D
  static let indentMark: UInt8 = 0x1C

  /// A token, and how many lines end between it and the token before, within brackets.
  struct Word {
    var kind: PythonToken
    var text: [UInt8]
    var breaks = 0
    /// The number of brackets open before it.
    var depth: Int
  }

  struct Line {
    var level: Int
    /// Lines before it that have no code.
    var blanks: Int
    var words: [Word]
  }

  private(set) var lines: [Line] = []

  /// `nil` where the text has something that is no token.
  init?(_ text: [UInt8]) {
    let mark = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lexer = PythonLexer(text, grammar: .python311, from: mark)
    lexer.takesStringsWhole = true
    var level = 0
    var end = mark
    var current = Line(level: 0, blanks: 0, words: [])
    while true {
      let depth = lexer.depth
      lexer.next()
      guard lexer.failure == nil, lexer.misplacedDedent == nil else { return nil }
      switch lexer.kind {
      case .endOfFile:
        if !current.words.isEmpty { lines.append(current) }
        return
      case .newline:
        if !current.words.isEmpty { lines.append(current) }
        current = Line(level: level, blanks: 0, words: [])
      case .indent: level += 1
      case .dedent: level = max(0, level - 1)
      default:
        let breaks = PythonLines.lineEnds(text, end..<lexer.start)
        if current.words.isEmpty {
          current.level = level
          current.blanks = max(0, breaks - 1)
        }
        var word = Word(
          kind: lexer.kind, text: Array(text[lexer.start..<lexer.end]), depth: depth)
        if !current.words.isEmpty { word.breaks = breaks }
        if word.kind == .string { word.text = trimmingLineEnds(word.text) }
        current.words.append(word)
        end = lexer.end
      }
    }
  }

  /// The ends of lines between two tokens, without those that a backslash takes back.
  private static func lineEnds(_ text: [UInt8], _ range: Range<Int>) -> Int {
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound {
      switch text[index] {
      case 0x23:
        while index < range.upperBound, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
        continue
      case 0x5C:
        index += 1
        if index + 1 < range.upperBound, text[index] == 0x0D, text[index + 1] == 0x0A { index += 1 }
      case 0x0D:
        if index + 1 < range.upperBound, text[index + 1] == 0x0A { index += 1 }
        count += 1
      case 0x0A: count += 1
      default: break
      }
      index += 1
    }
    return count
  }
}

/// The text of a string without the blanks at the ends of its lines, the last excepted.
private func trimmingLineEnds(_ text: [UInt8]) -> [UInt8] {
  guard text.contains(0x0A) || text.contains(0x0D) else { return text }
  var result: [UInt8] = []
  for byte in text {
    if byte == 0x0D { continue }
    if byte == 0x0A {
      while let last = result.last, last == 0x20 || last == 0x09 || last == 0x0B {
        result.removeLast()
      }
    }
    result.append(byte)
  }
  return result
}

extension [PythonLines.Line] {
  /// Takes out the docstring of the function or class that the text begins with. That of an
  /// `async def` stays: Ploomber does not find it.
  fileprivate mutating func removeDocstring() {
    guard let head = firstIndex(where: { $0.words.first?.kind != .at }), head + 1 < count,
      let keyword = self[head].words.first?.kind, keyword == .def || keyword == .class,
      self[head + 1].level > self[head].level,
      let first = self[head + 1].words.first, first.kind == .string
    else { return }
    let words = self[head + 1].words
    let isAlone = words.count == 1 || words[1].kind == .semicolon
    // A field makes an expression of a string.
    let prefix = first.text.prefix { $0 != 0x22 && $0 != 0x27 }
    guard isAlone, !prefix.contains(where: { $0 | 0x20 == UInt8(ascii: "f") }) else { return }
    // What stands behind a `;` is left with it, which is no statement any more.
    if words.count == 1 { remove(at: head + 1) } else { self[head + 1].words[0].text = [] }
  }
}

extension PythonLines.Line {
  private static let compound: Set<PythonToken> = [
    .if, .elif, .else, .for, .while, .try, .except, .finally, .with, .class,
  ]

  /// The line as autopep8 writes it: one statement for each line.
  fileprivate var split: [PythonLines.Line] {
    var lines: [PythonLines.Line] = []
    var current = PythonLines.Line(level: level, blanks: blanks, words: [])
    let isDefinition = isDefinition
    let start = words.first?.kind == .async && words.count > 1 ? words[1].kind : words.first?.kind
    var mayHaveBody = start.map(Self.compound.contains) ?? false
    var lambdas = 0
    for (index, word) in words.enumerated() {
      if word.depth == 0, word.kind == .semicolon, !isDefinition {
        if !current.words.isEmpty { lines.append(current) }
        current = PythonLines.Line(level: current.level, blanks: 0, words: [])
        continue
      }
      current.words.append(word)
      guard word.depth == 0 else { continue }
      if word.kind == .lambda { lambdas += 1 }
      guard word.kind == .colon else { continue }
      if lambdas > 0 {
        lambdas -= 1
      } else if mayHaveBody {
        mayHaveBody = false
        guard index + 1 < words.count else { continue }
        lines.append(current)
        current = PythonLines.Line(level: level + 1, blanks: 0, words: [])
      }
    }
    if !current.words.isEmpty {
      if current.words.last?.kind == .semicolon { current.words.removeLast() }
      lines.append(current)
    }
    return lines.flatMap(\.imports)
  }

  /// `import a, b` as two lines.
  private var imports: [PythonLines.Line] {
    guard words.first?.kind == .import, words.contains(where: { $0.kind == .comma }) else {
      return [self]
    }
    return words.dropFirst().split { $0.kind == .comma && $0.depth == 0 }.enumerated().map {
      PythonLines.Line(level: level, blanks: $0 == 0 ? blanks : 0, words: [words[0]] + $1)
    }
  }

  private var isDefinition: Bool {
    words.first?.kind == .def
      || words.first?.kind == .async && words.count > 1
        && words[1].kind == .def
  }

  /// How many blank lines autopep8 leaves before the line.
  fileprivate func settledBlanks(
    behind previous: PythonLines.Line, before next: PythonLines.Line?
  ) -> Int {
    if previous.words.first?.kind == .at { return 0 }
    if previous.isDefinition, isText { return 0 }
    let settled = min(blanks, level > 0 ? 1 : 2)
    // autopep8 makes a `def` of a lambda that gets a name.
    let isNamedLambda = words.count > 2 && words[1].kind == .equal && words[2].kind == .lambda
    let begins =
      isDefinition || isNamedLambda || words.first?.kind == .class || words.first?.kind == .at
    guard level > 0, settled == 0, begins else { return settled }
    let isShort =
      previous.level <= level && words.first?.kind != .at
      && (next.map { $0.level <= level } ?? true)
    return isShort || previous.level < level || previous.isText ? 0 : 1
  }

  /// The line begins with a string.
  private var isText: Bool {
    guard let first = words.first, first.kind == .string else { return false }
    let prefix = first.text.prefix { $0 != 0x22 && $0 != 0x27 }
    return prefix.elementsEqual([]) || prefix.elementsEqual([0x72])
      || prefix.elementsEqual([0x75])
  }
}
