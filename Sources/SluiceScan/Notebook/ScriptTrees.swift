import SluiceCore

/// The trees that a scanner made of a Python notebook or script, so that nobody makes them again.
package enum ScriptTrees: Sendable {
  case none
  /// Of the text of the whole script, lines of IPython understood.
  case whole(PythonTree)
  /// Of the notebook's cells, by position, lines of IPython understood; `nil` for those that are none.
  case cells([PythonTree?])
}

/// Takes cells out of trees that were made otherwise than Ploomber's check reads them: only where both
/// ways surely give the same.
struct CellTrees {
  private let trees: ScriptTrees
  /// Of a whole script: its statements, by offset.
  private var statements: [Statement] = []
  /// The first of them that may stand in the next cell.
  private var next = 0

  private struct Statement {
    /// All of its nodes: its own is the last.
    var nodes: Range<Int>
    /// From its first byte, decorators included.
    var text: Range<Int>
  }

  init(_ trees: ScriptTrees) {
    switch trees {
    case .none, .cells: self.trees = trees
    case .whole(let tree):
      // A text that is no Python at all has no statements either.
      self.trees = tree.isPlain && tree.nodes.count > 2 ? trees : .none
      guard case .whole = self.trees else { return }
      var first = 1
      for link in tree.children(of: tree.root) {
        let node = Int(link)
        let nodes = first..<node + 1
        first = node + 1
        var start = tree.nodes[node].range.lowerBound
        if let decorators = tree.decorators(of: node) { start = min(start, decorators) }
        statements.append(Statement(nodes: nodes, text: start..<tree.nodes[node].range.upperBound))
      }
    }
  }

  /// The tree of the cell at `index`, whose bytes in the file are `range`, and where it stands in the
  /// tree's text. Cells of a script must be asked for in order.
  mutating func tree(ofCell index: Int, at range: Range<Int>) -> (
    tree: PythonTree, range: Range<Int>
  )? {
    switch trees {
    case .none: return nil
    case .cells(let cells):
      guard cells.indices.contains(index), let tree = cells[index], tree.isPlain else { return nil }
      let text = 0..<tree.fragment.text.count
      let first = tree.children(of: tree.root).first.map { Int($0) }
      let start = first.map { tree.decorators(of: $0) ?? tree.nodes[$0].range.lowerBound }
      return tree.reads(text, from: start) ? (tree, text) : nil
    case .whole(let tree):
      guard range.upperBound <= tree.fragment.text.count else { return nil }
      while next < statements.count, statements[next].text.upperBound <= range.lowerBound {
        next += 1
      }
      var end = next
      while end < statements.count, statements[end].text.lowerBound < range.upperBound { end += 1 }
      let inside = statements[next..<end]
      guard tree.reads(range, from: inside.first?.text.lowerBound),
        inside.allSatisfy({
          range.lowerBound <= $0.text.lowerBound && $0.text.upperBound <= range.upperBound
        })
      else { return nil }
      return (tree.part(inside.map(\.nodes), of: range), range)
    }
  }
}

extension PythonTree {
  /// Without mistakes and without lines of IPython.
  fileprivate var isPlain: Bool {
    diagnostics.isEmpty && !nodes.contains { $0.kind == .magic || $0.kind == .error }
  }

  /// Where the decorators of a definition begin.
  fileprivate func decorators(of node: Int) -> Int? {
    switch nodes[node].kind {
    case .functionDef, .classDef:
      let decorators = child(0, of: node)
      return decorators == 0 ? nil : nodes[decorators].range.lowerBound
    default: return nil
    }
  }

  /// Whether a stretch of the text is the same Python when it is read alone, as a file: its first
  /// statement, at `start`, is not indented, its last line does not go on, no line is a command, and
  /// nothing names an encoding.
  fileprivate func reads(_ range: Range<Int>, from start: Int?) -> Bool {
    let text = fragment.text
    if let start, start > range.lowerBound, text[start - 1] != 0x0A, text[start - 1] != 0x0D {
      return false
    }
    var last = range.upperBound
    while last > range.lowerBound, isBlankByte(text[last - 1]) { last -= 1 }
    if last > range.lowerBound, text[last - 1] == UInt8(ascii: "\\") { return false }
    var end = range.lowerBound
    var lines = 0
    while end < range.upperBound, lines < 2 {
      if text[end] == 0x0A { lines += 1 }
      end += 1
    }
    return encodingWord.offset(in: text, from: range.lowerBound, before: end) == nil
      && !hasCommandLine(text, range)
  }

  /// The tree of statements that stand next to each other, as a module that is `range` of the text.
  fileprivate func part(_ statements: [Range<Int>], of range: Range<Int>) -> PythonTree {
    let first = statements.first?.lowerBound ?? nodes.count
    let last = statements.last?.upperBound ?? first
    // Nodes come with their links, one behind the other.
    let firstLink = Int(first < nodes.count ? nodes[first].firstLink : 0)
    let lastLink = max(firstLink, Int(last < nodes.count ? nodes[last].firstLink : 0))
    let moved = UInt32(first - 1)
    var own = OwnedList<PythonNode>(capacity: last - first + 2)
    own.append(nodes[0])
    var ownLinks: [UInt32] = []
    ownLinks.reserveCapacity(lastLink - firstLink + statements.count)
    ownLinks.append(contentsOf: links[firstLink..<lastLink])
    var linkSpan = ownLinks.mutableSpan
    for index in first..<last {
      var node = nodes[index]
      var link = Int(node.firstLink) - firstLink
      node.firstLink = UInt32(link)
      own.append(node)
      let end = link + Int(node.linkCount)
      while link < end {
        if linkSpan[link] != 0 { linkSpan[link] -= moved }
        link += 1
      }
    }
    own.append(
      PythonNode(
        kind: .module, detail: 0, isParenthesized: false, start: UInt32(range.lowerBound),
        end: UInt32(range.upperBound), firstLink: UInt32(ownLinks.count),
        linkCount: UInt32(statements.count), payload: 0))
    for statement in statements { ownLinks.append(UInt32(statement.upperBound - 1) - moved) }
    var text = fragment
    text.fileEnd = fragment.fileOffset(range.upperBound)
    return PythonTree(
      fragment: text, file: file, diagnostics: [], nodes: PythonNodes(own), links: ownLinks,
      isASCII: isASCII, symbols: symbols)
  }
}

private let encodingWord = ByteSearch(Array("coding".utf8))
