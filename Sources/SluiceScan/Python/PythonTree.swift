package import SluiceCore

/// What kind of text the parser reads.
package enum PythonMode: Hashable, Sendable {
  /// A Python file.
  case module
  /// A notebook's cell: lines of IPython (`%time`, `!ls`, `name?`) are no errors.
  case notebook
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
  package let nodes: [PythonNode]
  /// The children of all nodes; see `PythonNode.firstLink`.
  package let links: [UInt32]

  /// The module's node.
  package var root: Int { nodes.count - 1 }

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
    var end = offset
    while end < fragment.text.count, isIdentifierByte(fragment.text[end]) { end += 1 }
    return min(offset, end)..<end
  }

  /// The text of the identifier that begins at `offset`.
  package func identifier(at offset: Int) -> String {
    String(decoding: fragment.text[identifierRange(at: offset)], as: UTF8.self)
  }

  /// The bytes of a node's text.
  package func text(of node: Int) -> ArraySlice<UInt8> { fragment.text[nodes[node].range] }

  /// The name that a dotted name spells, without the space that may stand in it.
  package func dottedName(of node: Int) -> String {
    let bytes = text(of: node).filter { isIdentifierByte($0) || $0 == 0x2E || $0 == 0x2A }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A range of the text as a place in the file.
  package func place(_ range: Range<Int>) -> SourceRange {
    SourceRange(file: file, bytes: fragment.fileRange(range))
  }

  /// A node's place in the file.
  package func place(of node: Int) -> SourceRange { place(nodes[node].range) }
}

/// Parses a whole Python text; always ends, and never refuses one. In time linear in the text.
package func parsePython(_ fragment: Fragment, file: Int, mode: PythonMode) -> PythonTree {
  let decoded = decodePython(fragment, file: file, mode: mode)
  let text = decoded.fragment.text
  let isForeign = mode == .notebook && beginsWithForeignMagic(text)
  var parser = PythonParser(isForeign ? [] : text, mode: mode, from: isForeign ? 0 : decoded.start)
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
  return PythonTree(
    fragment: decoded.fragment, file: file, diagnostics: diagnostics, nodes: parser.nodes,
    links: parser.links)
}
