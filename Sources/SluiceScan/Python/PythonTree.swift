package import SluiceCore

/// What kind of text the parser reads.
package enum PythonMode: Hashable, Sendable {
  /// A Python file.
  case module
  /// A notebook's cell: lines of IPython (`%time`, `!ls`, `name?`) are no errors.
  case notebook
}

/// Which Python the text is read as.
package enum PythonGrammar: Hashable, Sendable {
  /// Everything that a version from 3.8 to 3.14 takes.
  case any
  /// CPython 3.11 alone, to be compared with it: no type parameters, no f-strings as 3.12 has them,
  /// no template strings, no characters of a newer Unicode in names.
  case python311
}

/// The first thing that stopped the parser.
package struct PythonFailure: Hashable, Sendable {
  /// Where the finding is, in the tree's text.
  package let range: Range<Int>
  /// Offset of the token at which the parser stood: CPython reports many errors there.
  package let token: Int
  /// Where the expression begins that another follows without a comma, or that lacks its `else`.
  package let operand: Int?
  /// The finding's words.
  package let message: String
}

/// A Python text, parsed: an arena of nodes in which every child comes before its parent, so that
/// the nodes of a subtree lie next to each other and end with its root.
package struct PythonTree: Sendable {
  /// The text that was parsed, and its way back to the file. UTF-8, whatever the file's encoding.
  package let fragment: Fragment
  /// Position of the file in the `SourceStore`.
  package let file: Int
  /// Syntax and encoding errors, by offset.
  package let diagnostics: [Diagnostic]
  /// Node 0 is `missing`; the last is the module.
  package let nodes: PythonNodes
  /// The children of all nodes; see `PythonNode.firstLink`.
  package let links: [UInt32]
  /// Whether no byte of the text is beyond ASCII.
  let isASCII: Bool
  /// Every name that the text spells, and perhaps some that it does not; see `PythonNode.symbol`.
  let symbols: PythonSymbols
  /// The first syntax error, as the parser met it; `nil` for none.
  package var firstFailure: PythonFailure?

  /// The module's node.
  package var root: Int { nodes.count - 1 }

  /// What the tree takes in memory beside its text, in bytes: what is used, not what is reserved.
  package var memory: Int {
    nodes.count * MemoryLayout<PythonNode>.stride + links.count * MemoryLayout<UInt32>.stride
  }

  /// Which rule of the arena is broken; `nil` for none, always. For tests.
  package var fault: String? {
    for index in nodes.indices {
      let node = nodes[index]
      var end: UInt32 = 0
      if Int(node.end) > fragment.text.count { return "node \(index) ends behind the text" }
      if Int(node.firstLink) + Int(node.linkCount) > links.count { return "node \(index): links" }
      for child in children(of: index) where child >= index && child != 0 {
        return "node \(index) comes before its child \(child)"
      }
      guard node.kind == .module || node.kind == .block else { continue }
      for child in children(of: index) {
        if nodes[Int(child)].start < end { return "statement \(child) begins in the one before" }
        end = nodes[Int(child)].end
      }
    }
    return nodes.last?.kind == .module ? nil : "no module"
  }

  /// The nodes of all functions, inner ones first.
  package var functions: [Int] { nodes.indices.filter { nodes[$0].kind == .functionDef } }

  /// Whether any of these nodes is a call.
  package func calls(in range: Range<Int>) -> Bool {
    range.contains { nodes[$0].kind == .call }
  }

  /// The number of children.
  package func childCount(of node: Int) -> Int { Int(nodes[node].linkCount) }

  /// The child at `index`; 0 if it is missing, or there are not so many.
  package func child(_ index: Int, of node: Int) -> Int {
    let parent = nodes[node]
    return index < Int(parent.linkCount) ? Int(links[Int(parent.firstLink) + index]) : 0
  }

  /// All children, in order, missing ones as 0.
  package func children(of node: Int) -> ArraySlice<UInt32> {
    let first = Int(nodes[node].firstLink)
    return links[first..<first + Int(nodes[node].linkCount)]
  }

  /// The node around each node; 0 for the module.
  var parents: [UInt32] {
    var parents = [UInt32](repeating: 0, count: nodes.count)
    let links = links.span
    var span = parents.mutableSpan
    for node in nodes.indices {
      var place = Int(nodes[node].firstLink)
      let end = place + Int(nodes[node].linkCount)
      while place < end {
        span[Int(links[place])] = UInt32(truncatingIfNeeded: node)
        place += 1
      }
    }
    // What is missing has none.
    if !parents.isEmpty { parents[0] = 0 }
    return parents
  }

  /// The operators of a `compare` node.
  package func operators(of compare: Int) -> [PythonOperator] {
    let node = nodes[compare]
    let first = Int(node.firstLink) + Int(node.linkCount)
    return links[first..<first + max(0, Int(node.linkCount) - 1)].map {
      PythonOperator(rawValue: UInt8(truncatingIfNeeded: $0)) ?? .equal
    }
  }

  /// Where the literal begins that holds a `replacementField`.
  package func literalStart(ofField field: Int) -> Int {
    Int(links[Int(nodes[field].firstLink) + Int(nodes[field].linkCount)])
  }

  /// The nodes of a subtree, children first; its root is the last.
  package func subtree(of node: Int) -> Range<Int> {
    let start = nodes[node].start
    var first = node
    while first > 1, nodes[first - 1].start >= start { first -= 1 }
    return first..<node + 1
  }

  /// The identifier that begins at `offset`, as its bytes in the text.
  package func identifierRange(at offset: Int) -> Range<Int> {
    offset..<IdentifierRun(fragment.text, from: offset).end
  }

  /// The identifier that begins at `offset`, in NFKC, as Python compares names.
  package func identifier(at offset: Int) -> String {
    PythonCompatibility.normalized(
      String(decoding: fragment.text[identifierRange(at: offset)], as: UTF8.self))
  }

  /// The name of a node, in NFKC; empty if it has none.
  func name(of node: Int) -> String { symbols.name(Int(nodes[node].symbol)) }

  /// Whether the identifier of a range is `name` in NFKC, as `name` is.
  package func isIdentifier(_ range: Range<Int>, _ name: some Collection<UInt8>) -> Bool {
    let bytes = fragment.text[range]
    if bytes.elementsEqual(name) { return true }
    guard !isASCII, bytes.contains(where: { $0 >= 0x80 }) else { return false }
    return PythonCompatibility.normalized(String(decoding: bytes, as: UTF8.self)).utf8
      .elementsEqual(name)
  }

  /// The bytes of a node's text.
  package func text(of node: Int) -> ArraySlice<UInt8> { fragment.text[nodes[node].range] }

  /// The name that a dotted name spells, without the space that may stand in it; in NFKC.
  package func dottedName(of node: Int) -> String {
    let bytes = text(of: node).filter { isIdentifierByte($0) || $0 == 0x2E || $0 == 0x2A }
    return PythonCompatibility.normalized(String(decoding: bytes, as: UTF8.self))
  }

  /// A range of the text as a place in the file.
  package func place(_ range: Range<Int>) -> SourceRange {
    SourceRange(file: file, bytes: fragment.fileRange(range))
  }

  /// A node's place in the file.
  package func place(of node: Int) -> SourceRange { place(nodes[node].range) }
}

/// Parses a whole Python text; always ends, and never refuses one. In time linear in the text.
package func parsePython(
  _ fragment: Fragment, file: Int, mode: PythonMode, grammar: PythonGrammar = .any
) -> PythonTree {
  let decoded = decodePython(fragment, file: file, mode: mode)
  let text = decoded.fragment.text
  let isForeign = mode == .notebook && beginsWithForeignMagic(text)
  var parser = PythonParser(
    isForeign ? [] : text, mode: mode, grammar: grammar, from: isForeign ? 0 : decoded.start)
  _ = parser.module()
  var diagnostics = decoded.diagnostics
  for finding in parser.findings {
    let lower = min(max(0, finding.range.lowerBound), text.count)
    let upper = min(max(lower, finding.range.upperBound), text.count)
    let place = SourceRange(file: file, bytes: decoded.fragment.fileRange(lower..<upper))
    diagnostics.append(
      Diagnostic(
        kind: .pythonSyntax, range: place, message: finding.message,
        help: finding.help ?? "correct the statement: Python runs nothing of the file until then"))
  }
  diagnostics.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
  let first = parser.findings.first.map {
    PythonFailure(range: $0.range, token: $0.token, operand: $0.operand, message: $0.message)
  }
  let (links, symbols) = (parser.links.array, parser.symbols)
  return PythonTree(
    fragment: decoded.fragment, file: file, diagnostics: diagnostics,
    nodes: PythonNodes(parser.nodes), links: links,
    isASCII: text.asciiRunEnd(from: 0) == text.count, symbols: symbols, firstFailure: first)
}
