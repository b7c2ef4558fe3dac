import SluiceCore

/// Tokens of a Python text, one at a time, driven by the parser: the parser knows where f-strings
/// and magics are. Lexes every byte a bounded number of times.
struct PythonLexer: ~Copyable {
  /// Why the text cannot go on.
  struct Failure {
    var message: String
    var range: Range<Int>
    /// Offset of the token that the lexer had made.
    var token: Int
    /// Where the expression begins that stands before it, if it matters.
    var operand: Int?
    var help: String?
    /// Nothing behind it can be understood, as after an open triple quote.
    var isFinal = false
  }

  /// How a string's text is to be read.
  struct StringStyle {
    var quote: UInt8 = 0
    var isTriple = false
    var isRaw = false
    var isBytes = false
    var isTemplate = false
  }

  /// What is needed to go back to a token; see `mark`.
  struct Mark {
    fileprivate var position, depth, fieldDepth, start, end, previousEnd, pendingDedents: Int
    fileprivate var kind: PythonToken
    fileprivate var key: UInt64
    fileprivate var atLineStart: Bool
    fileprivate var style: StringStyle
  }

  /// The text and some 0 behind it, so that looking at the next bytes needs no test.
  let bytes: [UInt8]
  let count: Int
  let grammar: PythonGrammar
  /// Offset of the first byte that no token has taken.
  var position = 0
  /// The number of open brackets.
  var depth = 0
  /// `depth` in the innermost f-string field: there `:` begins a format; -1 outside of fields.
  var fieldDepth = -1
  var atLineStart = true
  var pendingDedents = 0
  /// Columns of the open blocks, with tabs to 8 and with tabs to 1.
  var indents: [Int] = [0]
  var alternativeIndents: [Int] = [0]

  private(set) var kind = PythonToken.newline
  private(set) var start = 0
  private(set) var end = 0
  /// The bytes of a name of at most 8 bytes, the last in the lowest bits; else 0.
  private(set) var key: UInt64 = 0
  var style = StringStyle()
  /// End of the last token that has text.
  private(set) var previousEnd = 0
  /// Where the first token of the logical line begins.
  private(set) var lineStart = 0
  /// Whether the token is the first of its physical line.
  private(set) var crossedLine = false
  private(set) var failure: Failure?
  private(set) var hasFailed = false
  /// Where a line returns to a column that no open block has.
  var misplacedDedent: Int?
  /// f-strings are taken whole and nothing in a string is checked, as while looking for the next
  /// statement.
  var takesStringsWhole = false

  init(_ text: [UInt8], grammar: PythonGrammar, from start: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + 8)
    bytes.append(contentsOf: text)
    bytes.append(contentsOf: repeatElement(0, count: 8))
    self.bytes = bytes
    count = text.count
    self.grammar = grammar
    position = start
  }

  /// Keeps the first failure; from then on there are only `error` tokens.
  mutating func fail(_ message: String, _ range: Range<Int>, help: String? = nil) {
    if !hasFailed { failure = Failure(message: message, range: range, token: start, help: help) }
    hasFailed = true
    kind = .error
  }

  /// Says where the expression before the failure begins.
  mutating func noteOperand(_ offset: Int) {
    if failure?.operand == nil { failure?.operand = offset }
  }

  /// Fails for good: nothing after `range` can be understood.
  mutating func failFinally(_ message: String, _ range: Range<Int>) {
    if !hasFailed { failure = Failure(message: message, range: range, token: start, isFinal: true) }
    hasFailed = true
    kind = .error
  }

  mutating func mark() -> Mark {
    Mark(
      position: position, depth: depth, fieldDepth: fieldDepth, start: start, end: end,
      previousEnd: previousEnd, pendingDedents: pendingDedents, kind: kind, key: key,
      atLineStart: atLineStart, style: style)
  }

  /// Goes back to a token of the same logical line, forgetting failures since.
  mutating func reset(to mark: Mark) {
    position = mark.position
    depth = mark.depth
    fieldDepth = mark.fieldDepth
    start = mark.start
    end = mark.end
    previousEnd = mark.previousEnd
    pendingDedents = mark.pendingDedents
    kind = mark.kind
    key = mark.key
    atLineStart = mark.atLineStart
    style = mark.style
    failure = nil
    hasFailed = false
  }

  /// Forgets the failure and stands before `offset`, outside of all brackets.
  mutating func restart(at offset: Int, atLineStart: Bool) {
    failure = nil
    hasFailed = false
    position = min(max(0, offset), count)
    depth = 0
    fieldDepth = -1
    self.atLineStart = atLineStart
    pendingDedents = 0
    kind = .newline
    start = position
    end = position
    previousEnd = min(previousEnd, position)
  }

  /// Stands behind the text of a string that was read by hand, as if it were the current token.
  mutating func finishString(at offset: Int) {
    position = offset
    end = offset
    kind = .string
  }

  /// Stands behind the `}` of a field whose format was read by hand.
  mutating func finishField(at offset: Int) {
    position = offset
    end = offset
    depth -= 1
    kind = .rightBrace
  }

  mutating func next() {
    if hasFailed {
      kind = .error
      return
    }
    if kind.rawValue > PythonToken.dedent.rawValue { previousEnd = end }
    crossedLine = false
    if pendingDedents > 0 {
      pendingDedents -= 1
      setEmpty(.dedent)
      return
    }
    if atLineStart, beginLine() { return }
    while true {
      let byte = bytes[position]
      // Most of what stands between names is one blank.
      if byte == 0x20 {
        position += 1
        continue
      }
      if (byte | 0x20) &- 0x61 < 26 { return word(from: position) }
      switch byte {
      case 0x09, 0x0C: position += 1
      case 0x23:
        if grammar == .python311, fieldDepth >= 0 { return failComment() }
        skipLine()
      case 0x0A, 0x0D:
        if depth == 0 {
          setEmpty(.newline)
          position = afterLineEnd(position)
          atLineStart = true
          return
        }
        position = afterLineEnd(position)
        crossedLine = true
      case 0x5C:
        guard skipContinuation() else { return }
      case 0 where position >= count:
        if kind == .newline || kind == .dedent || kind == .endOfFile {
          setEmpty(.endOfFile)
        } else if depth > 0 {
          setEmpty(.endOfFile)
        } else {
          setEmpty(.newline)
          atLineStart = true
        }
        return
      default:
        token(byte)
        return
      }
    }
  }

  /// Before Python 3.12 there was no comment in an f-string's field.
  private mutating func failComment() {
    set(.error, from: position, length: 1)
    fail("f-string: a field cannot hold a comment", start..<start + 1)
  }

  mutating func setEmpty(_ kind: PythonToken) {
    self.kind = kind
    start = position
    end = position
  }

  mutating func beginLogicalLine() { lineStart = position }

  /// Ends the token that begins at `start`.
  mutating func set(_ kind: PythonToken, from start: Int, length: Int) {
    self.kind = kind
    self.start = start
    position = start + length
    end = position
  }

  mutating func setWord(_ kind: PythonToken, from start: Int, to end: Int, key: UInt64) {
    self.kind = kind
    self.start = start
    self.end = end
    position = end
    self.key = key
  }

  mutating func skipLine() {
    position = min(count, bytes.lineRunEnd(from: position))
  }

  /// The offset after the line end at `offset`.
  func afterLineEnd(_ offset: Int) -> Int {
    bytes[offset] == 0x0D && bytes[offset + 1] == 0x0A ? offset + 2 : offset + 1
  }

  /// A backslash at the end of a line. Fails on any other.
  mutating func skipContinuation() -> Bool {
    let next = bytes[position + 1 <= count ? position + 1 : count]
    guard next == 0x0A || next == 0x0D else {
      start = position
      end = position + 1
      fail(
        position + 1 >= count
          ? "unexpected end of file after a line continuation"
          : "unexpected character after the line continuation character",
        position..<min(count, position + 2))
      return false
    }
    position = afterLineEnd(position + 1)
    if position >= count, depth == 0 {
      start = position
      end = position
      fail("unexpected end of file after a line continuation", count..<count)
      return false
    }
    return true
  }
}
