import SluiceCore

/// What only tokens say about a text, as CPython 3.11's tokenizer sees them: strings are whole.
package struct PythonTokenCheck: Hashable, Sendable {
  /// Offset of the first thing that is no token; `nil` for none.
  package var failure: Int?
  /// Whether the failure is one of lines, such as an indentation or a backslash. CPython reports all
  /// others even if its parser stopped before them.
  package var isOfLines = false
  /// Offset of the innermost bracket that is still open at the end.
  package var openBracket: Int?

  /// Reads all tokens of a tree's text.
  package init(_ tree: PythonTree) {
    let hasMark = tree.fragment.text.starts(with: [0xEF, 0xBB, 0xBF])
    var lexer = PythonLexer(
      tree.fragment.text, grammar: .python311, from: hasMark ? 3 : 0)
    lexer.takesStringsWhole = true
    var open: [Int] = []
    while true {
      lexer.next()
      if let offset = lexer.misplacedDedent {
        failure = offset
        isOfLines = true
        openBracket = open.last
        return
      }
      if let found = lexer.failure {
        guard PythonTokenCheck.isParserError(lexer, found) else {
          failure = found.range.lowerBound
          isOfLines = PythonTokenCheck.isOfLines(lexer, found)
          openBracket = open.last
          return
        }
        let depth = lexer.depth
        lexer.restart(
          at: max(found.range.upperBound, lexer.position), atLineStart: false)
        lexer.depth = depth
        continue
      }
      switch lexer.kind {
      case .endOfFile:
        openBracket = open.last
        return
      case .leftParenthesis, .leftBracket, .leftBrace:
        if open.count == 199 {
          failure = lexer.start
          return
        }
        open.append(lexer.start)
      case .rightParenthesis, .rightBracket, .rightBrace:
        let closing = lexer.bytes[lexer.start]
        guard let opening = open.popLast(),
          lexer.bytes[opening] + (closing == 0x29 ? 1 : 2) == closing
        else {
          failure = lexer.start
          return
        }
      default: break
      }
    }
  }

  private static func isOfLines(_ lexer: borrowing PythonLexer, _ found: PythonLexer.Failure)
    -> Bool
  {
    found.message.contains("indentation") || found.message.contains("line continuation")
  }

  /// What our lexer refuses, and CPython leaves to its parser: `$`, a backquote, and `<>`.
  private static func isParserError(_ lexer: borrowing PythonLexer, _ found: PythonLexer.Failure)
    -> Bool
  {
    if found.isFinal { return false }
    let byte = lexer.bytes[found.range.lowerBound]
    return byte == 0x24 || byte == 0x60 || (byte == 0x3C && found.range.count == 2)
  }
}
