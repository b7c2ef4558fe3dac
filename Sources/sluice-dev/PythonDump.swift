import SluiceCore
import SluiceScan

/// Prints a tree as CPython 3.11's `ast.dump` does, without recursion.
struct PythonDump {
  /// A piece of the output that is still to be printed.
  enum Part {
    case text(String)
    /// A node, and the f-string field it stands in, -1 for none.
    case node(Int, field: Int)
    /// The position of a range.
    case range(Range<Int>, field: Int)
  }

  /// An f-string's field. CPython 3.11 parses it as a text of its own and then moves the positions,
  /// not always to the right place.
  struct Field {
    /// Offset of the expression's first byte.
    var start: Int
    var line: Int
    var column: Int
    /// The expression's node.
    var value: Int
  }

  let tree: PythonTree
  let hasAttributes: Bool
  let lines: LineTable
  var output: [UInt8] = []
  var fields: [Field] = []
  var parts: [Part] = []
  /// Where something stands that CPython 3.11 does not know.
  var unknown: Int?
  private var stack: [Part] = []

  init(tree: PythonTree, hasAttributes: Bool) {
    self.tree = tree
    self.hasAttributes = hasAttributes
    lines = LineTable(tree.fragment.text)
  }

  mutating func print(_ node: Int) {
    stack = [.node(node, field: -1)]
    while let part = stack.popLast() {
      switch part {
      case .text(let text): output.append(contentsOf: text.utf8)
      case .range(let range, let field): printPosition(range, field)
      case .node(let node, let field):
        parts.removeAll(keepingCapacity: true)
        expand(node, field)
        stack.append(contentsOf: parts.reversed())
      }
    }
  }

  mutating func add(_ text: String) { parts.append(.text(text)) }

  /// `, name=` unless it is the first, and the node.
  mutating func add(_ name: String, _ node: Int, _ field: Int) {
    add(name)
    parts.append(.node(node, field: field))
  }

  /// The same, or nothing if the node is missing.
  mutating func addOptional(_ name: String, _ node: Int, _ field: Int) {
    if node != 0 { add(name, node, field) }
  }

  mutating func addList(_ name: String, _ nodes: some Sequence<UInt32>, _ field: Int) {
    add(name + "[")
    var isFirst = true
    for node in nodes {
      if !isFirst { add(", ") }
      isFirst = false
      if node == 0 { add("None") } else { parts.append(.node(Int(node), field: field)) }
    }
    add("]")
  }

  mutating func addAttributes(_ node: Int, _ field: Int, isFirst: Bool = false) {
    addPosition(tree.nodes[node].range, field, isFirst: isFirst)
  }

  mutating func addPosition(_ range: Range<Int>, _ field: Int, isFirst: Bool = false) {
    if hasAttributes {
      if !isFirst { add(", ") }
      parts.append(.range(range, field: field))
    }
    add(")")
  }

  // MARK: Positions

  private mutating func printPosition(_ range: Range<Int>, _ field: Int) {
    let start = position(range.lowerBound, field)
    let end = position(range.upperBound, field)
    let text =
      "lineno=\(start.line), col_offset=\(start.column), end_lineno=\(end.line), "
      + "end_col_offset=\(end.column)"
    output.append(contentsOf: text.utf8)
  }

  func position(_ offset: Int, _ field: Int) -> (line: Int, column: Int) {
    let line = lines.line(at: offset)
    let hasMark = line == 0 && tree.fragment.text.starts(with: [0xEF, 0xBB, 0xBF])
    let column = offset - lines.starts[line] - (hasMark ? 3 : 0)
    guard field >= 0 else { return (line + 1, column) }
    let place = fields[field]
    let below = line - lines.line(at: place.start)
    if below == 0 { return (place.line, place.column + offset - place.start + 1) }
    return (place.line + below, column)
  }

  /// The field of a `replacementField` node that stands in `outer`.
  mutating func field(_ node: Int, in outer: Int) -> Int {
    let text = tree.fragment.text
    let literal = tree.literalStart(ofField: node)
    let brace = tree.nodes[node].range.lowerBound
    let literalPlace = position(literal, outer)
    var index = brace + 1
    var isNewlineFirst = true
    while index < text.count, text[index] != 0x7D, text[index] != 0x0A {
      if text[index] != 0x20, text[index] != 0x09, text[index] != 0x0C {
        isNewlineFirst = false
        break
      }
      index += 1
    }
    let belowLiteral = lines.line(at: brace) - lines.line(at: literal)
    var column = 0
    if !isNewlineFirst {
      var start = brace
      while start > literal, text[start] != 0x0A { start -= 1 }
      column = brace - start
      if text[start] == 0x0A { column -= 1 }
    }
    if belowLiteral == 0 { column += literalPlace.column }
    fields.append(
      Field(
        start: brace + 1, line: literalPlace.line + belowLiteral, column: column,
        value: tree.child(0, of: node)))
    return fields.count - 1
  }
}
