import SluiceCore

/// A recursive-descent parser for Python 3.8 to 3.14. It never throws: the first failure of a
/// statement turns every further token into `error`, which no loop and no rule takes, so the calls
/// unwind to `statement`, which reports, skips to the next logical line and goes on.
///
/// Rules answer the node they made; 0 (`missing`) while failing.
struct PythonParser: ~Copyable {
  /// What nesting may cost in all: a unit stands for about half a kilobyte of stack in a debug build.
  /// A block costs 3, a bracket and an operand 1 each. CPython stops at 200 brackets and 100 blocks;
  /// this is a little more than both together.
  static let maximumDepth = 960
  /// A file that is not Python at all should not drown the others.
  static let maximumFindings = 50

  var lexer: PythonLexer
  let mode: PythonMode
  var nodes: OwnedList<PythonNode>
  var links: OwnedList<UInt32>
  /// Children of the nodes that are being made.
  var scratch = OwnedList<UInt32>(capacity: 64)
  /// The names that were met so far.
  var symbols = PythonSymbols()
  var depth = 0
  var brackets = 0
  var findings: [PythonLexer.Failure] = []

  init(_ text: [UInt8], mode: PythonMode, grammar: PythonGrammar, from start: Int) {
    lexer = PythonLexer(text, grammar: grammar, from: start)
    self.mode = mode
    nodes = OwnedList(capacity: text.count / 5 + 16)
    links = OwnedList(capacity: text.count / 5 + 16)
    nodes.append(
      PythonNode(
        kind: .missing, detail: 0, isParenthesized: false, isPlain: true, start: 0, end: 0,
        firstLink: 0, linkCount: 0, payload: 0))
  }

  // These getters and `words(for:)` are mutating because that passes the parser by its address. In
  // debug builds a plain getter copies it to the stack, for every use in a rule, and the rules recurse.
  var kind: PythonToken { mutating get { lexer.kind } }
  var hasFailed: Bool { mutating get { lexer.hasFailed } }

  /// Where the next node begins.
  var here: Int { mutating get { lexer.start } }

  mutating func advance() { lexer.next() }

  /// Fails on what came with a newer Python than the grammar's.
  mutating func failIfOld(_ what: StaticString) {
    if lexer.grammar == .python311 { fail("Python 3.11 has no \(what)") }
  }

  /// Takes the token if it is of `kind`.
  mutating func take(_ kind: PythonToken) -> Bool {
    guard lexer.kind == kind else { return false }
    lexer.next()
    return true
  }

  /// Takes a token that must come.
  mutating func expect(_ kind: PythonToken, _ words: StaticString) {
    if lexer.kind == kind {
      lexer.next()
    } else {
      fail("expected \(words)")
    }
  }

  /// Takes the bracket that closes the one at `opening`. `holdsExpressions` is false where two
  /// expressions in a row cannot mean a forgotten comma.
  @inline(__always)
  mutating func close(
    _ kind: PythonToken, _ text: StaticString, opening: Int, holdsExpressions: Bool = true
  ) {
    if lexer.kind == kind {
      lexer.next()
    } else {
      failToClose(text, opening, holdsExpressions)
    }
  }

  @inline(never)
  private mutating func failToClose(
    _ text: StaticString, _ opening: Int, _ holdsExpressions: Bool
  ) {
    guard !hasFailed else { return }
    let opened = Character(Unicode.Scalar(lexer.bytes[opening]))
    switch lexer.kind {
    case .rightParenthesis, .rightBracket, .rightBrace:
      let found = Character(Unicode.Scalar(lexer.bytes[here]))
      lexer.fail("'\(found)' does not match the '\(opened)' before", here..<lexer.end)
    case .endOfFile:
      lexer.fail("'\(opened)' was never closed", opening..<opening + 1)
    default:
      let last = nodes[nodes.count - 1]
      let isOperand =
        holdsExpressions && lexer.kind.beginsExpression && lexer.kind != .yield
        && lexer.kind != .star
        && !(last.kind == .name && (lexer.kind == .string || lexer.kind == .fstringStart))
      if lexer.crossedLine || lexer.kind.beginsStatementOnly {
        lexer.fail("'\(opened)' was never closed", opening..<opening + 1)
      } else {
        fail("expected '\(text)'")
      }
      if isOperand { lexer.noteOperand(Int(last.start)) }
    }
  }

  /// Fails at the current token.
  mutating func fail(_ message: String, help: String? = nil) {
    guard !hasFailed else { return }
    let isEmpty = lexer.kind.rawValue <= PythonToken.dedent.rawValue
    let range = isEmpty ? lexer.previousEnd..<lexer.previousEnd : lexer.start..<lexer.end
    lexer.fail(message, range, help: help)
  }

  mutating func fail(_ message: String, at node: Int, help: String? = nil) {
    guard !hasFailed else { return }
    lexer.fail(message, nodes[node].range, help: help)
  }

  /// Reports without stopping the statement.
  mutating func report(_ message: String, _ range: Range<Int>, help: String? = nil) {
    guard findings.count < PythonParser.maximumFindings else { return }
    findings.append(
      PythonLexer.Failure(message: message, range: range, token: lexer.start, help: help))
  }

  /// Pays for a level of nesting; `depth` must be put back by the caller. Fails at the limit.
  mutating func descend(_ cost: Int) -> Bool {
    depth += cost
    guard depth <= PythonParser.maximumDepth else {
      fail("the code is nested too deeply")
      return false
    }
    return !hasFailed
  }

  // MARK: Nodes

  @discardableResult
  mutating func leaf(
    _ kind: PythonNodeKind, _ start: Int, _ end: Int, detail: UInt8 = 0, payload: Int = 0,
    symbol: UInt32 = 0
  ) -> Int {
    nodes.append(
      PythonNode(
        kind: kind, detail: detail, isParenthesized: false, isPlain: kind.isPlain,
        start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end), firstLink: UInt32(truncatingIfNeeded: links.count),
        linkCount: 0, payload: UInt32(truncatingIfNeeded: payload), symbol: symbol))
    return nodes.count - 1
  }

  /// A node that ends with the last token taken.
  mutating func node(
    _ kind: PythonNodeKind, _ start: Int, _ child: Int, detail: UInt8 = 0, payload: Int = 0,
    symbol: UInt32 = 0
  ) -> Int {
    nodes.append(
      PythonNode(
        kind: kind, detail: detail, isParenthesized: false,
        isPlain: kind.isPlain && nodes[child].isPlain,
        start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: lexer.previousEnd),
        firstLink: UInt32(truncatingIfNeeded: links.count), linkCount: 1,
        payload: UInt32(truncatingIfNeeded: payload), symbol: symbol))
    links.append(UInt32(truncatingIfNeeded: child))
    return nodes.count - 1
  }

  mutating func node(
    _ kind: PythonNodeKind, _ start: Int, _ first: Int, _ second: Int, detail: UInt8 = 0,
    payload: Int = 0
  ) -> Int {
    nodes.append(
      PythonNode(
        kind: kind, detail: detail, isParenthesized: false,
        isPlain: kind.isPlain && nodes[first].isPlain && nodes[second].isPlain,
        start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: lexer.previousEnd),
        firstLink: UInt32(truncatingIfNeeded: links.count), linkCount: 2,
        payload: UInt32(truncatingIfNeeded: payload)))
    links.append(UInt32(truncatingIfNeeded: first))
    links.append(UInt32(truncatingIfNeeded: second))
    return nodes.count - 1
  }

  mutating func node(
    _ kind: PythonNodeKind, _ start: Int, _ children: [Int], detail: UInt8 = 0, payload: Int = 0
  ) -> Int {
    let node = leaf(kind, start, lexer.previousEnd, detail: detail, payload: payload)
    for child in children { adopt(child) }
    return node
  }

  /// Makes `child` the last child of the last node.
  private mutating func adopt(_ child: Int) {
    let parent = nodes.count - 1
    links.append(UInt32(truncatingIfNeeded: child))
    nodes[parent].linkCount += 1
    if !nodes[child].isPlain { nodes[parent].isPlain = false }
  }

  // MARK: Names

  /// The number of the name that is the current token; 0 if there is none.
  @inline(__always)
  mutating func name() -> UInt32 {
    guard lexer.kind == .name else { return 0 }
    return UInt32(
      truncatingIfNeeded: symbols.symbol(
        lexer.start..<lexer.end, key: lexer.key, in: lexer.bytes))
  }

  /// Gives a node the name that begins at `offset`, and answers the node; 0 is no offset.
  mutating func named(_ node: Int, at offset: Int) -> Int {
    guard offset != 0, !hasFailed else { return node }
    let run = IdentifierRun(lexer.bytes, from: min(offset, lexer.count))
    nodes[node].symbol = UInt32(
      truncatingIfNeeded: symbols.symbol(offset..<run.end, key: run.key, in: lexer.bytes))
    return node
  }

  /// Takes a name that must come, and notes it: what spells it has no number of its own.
  mutating func expectName(_ words: StaticString) {
    _ = name()
    expect(.name, words)
  }

  @inline(__always)
  mutating func push(_ node: Int) { scratch.append(UInt32(truncatingIfNeeded: node)) }

  /// A node whose children are those pushed since `mark`.
  mutating func collect(
    _ kind: PythonNodeKind, _ start: Int, since mark: Int, detail: UInt8 = 0, payload: Int = 0
  ) -> Int {
    let node = leaf(kind, start, lexer.previousEnd, detail: detail, payload: payload)
    let count = max(0, scratch.count - mark)
    var isPlain = kind.isPlain
    for place in scratch.count - count..<scratch.count {
      let child = scratch[place]
      links.append(child)
      isPlain = isPlain && nodes[Int(child)].isPlain
    }
    nodes[node].linkCount = UInt32(truncatingIfNeeded: count)
    nodes[node].isPlain = isPlain
    scratch.removeLast(count)
    return node
  }

  // MARK: Going back

  struct Mark {
    fileprivate var lexer: PythonLexer.Mark
    fileprivate var extent: Extent
  }

  /// What was made so far.
  struct Extent {
    fileprivate var nodes, links, scratch, depth: Int
  }

  mutating func mark() -> Mark { Mark(lexer: lexer.mark(), extent: extent()) }

  mutating func extent() -> Extent {
    Extent(nodes: nodes.count, links: links.count, scratch: scratch.count, depth: depth)
  }

  /// Goes back to a token of the same logical line.
  mutating func reset(to mark: Mark) {
    lexer.reset(to: mark.lexer)
    forget(since: mark.extent)
  }

  /// Forgets the nodes made since.
  mutating func forget(since extent: Extent) {
    nodes.removeLast(max(0, nodes.count - extent.nodes))
    links.removeLast(max(0, links.count - extent.links))
    scratch.removeLast(max(0, scratch.count - extent.scratch))
    depth = extent.depth
  }
}
