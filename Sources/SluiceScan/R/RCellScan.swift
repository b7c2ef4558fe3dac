package import SluiceCore

/// What the parameters cell of an R source says about the tasks it reads from.
package struct RCellScan: Hashable, Sendable {
  /// In the order of the list; each range is the key: a string with its quotes, or a name.
  package var upstream: [UpstreamReference]
  /// The statement that assigns `upstream`; `nil` if there is none.
  package var upstreamRange: SourceRange?
  /// Broken strings and brackets, and what Ploomber would refuse or not see.
  package var diagnostics: [Diagnostic]
}

/// Reads a parameters cell as R, whole, and reports where Ploomber's line reader would stop.
package func scanRCell(_ cell: Fragment, file: Int) -> RCellScan {
  var scanner = RCellScanner(cell: cell, file: file)
  scanner.run()
  return scanner.scan
}

private struct RCellScanner {
  let cell: Fragment
  let file: Int
  private let assignment: RAssignment
  private var tokens: [RToken] { assignment.tokens }
  /// What the list has so far: strings, and `name = …` entries.
  private var hasPlain = false
  private var hasNamed = false
  private(set) var scan = RCellScan(upstream: [], upstreamRange: nil, diagnostics: [])

  init(cell: Fragment, file: Int) {
    self.cell = cell
    self.file = file
    assignment = RAssignment("upstream", in: cell, rTokens(cell.text))
  }

  mutating func run() {
    reportRefusedLine()
    if let statement = assignment.statement { readUpstream(statement) }
  }

  /// The first line before the statement that stops Ploomber's reader.
  private mutating func reportRefusedLine() {
    guard let (range, isBlank) = assignment.refusedLine else { return }
    let help =
      assignment.statement == nil
      ? "begin the cell with 'upstream <- NULL', or with a list of task names"
      : "put 'upstream' first: Ploomber does not look at the lines behind it"
    report(
      range,
      isBlank
        ? "Ploomber cannot read a line of blanks before 'upstream'"
        : "Ploomber cannot read this line, which stands before 'upstream'",
      help: isBlank ? "remove the blanks" : help)
  }

  // MARK: The statement itself

  private mutating func readUpstream(_ statement: Range<Int>) {
    let range =
      tokens[statement.lowerBound].range
      .lowerBound..<tokens[statement.upperBound - 1].range.upperBound
    let solid = assignment.solid
    scan.upstreamRange = source(tokensRange(solid))
    let value = solid.dropFirst(2)
    guard let first = value.first else {
      return report(range, "'upstream' has no value", help: acceptedForms)
    }
    if text(first) == "NULL", value.count == 1 {
      reportComment(statement)
      if scan.diagnostics.isEmpty { reportLine(of: range) }
      return
    }
    guard text(first) == "list" || text(first) == "c", value.count > 1,
      text(value[value.startIndex + 1]) == "("
    else {
      scan.upstream = [.dynamic(.computedList, source(tokensRange(Array(value))))]
      return report(
        tokensRange(Array(value)), "'upstream' must be a list of task names or NULL",
        help: acceptedForms)
    }
    let items = readItems(Array(value.dropFirst(2)))
    if text(first) == "c" {
      report(
        tokensRange(Array(value)), "'upstream' is a vector, and Ploomber reads only a list",
        help: "write 'list(…)' in place of 'c(…)'")
    } else if items == 0 {
      report(
        tokensRange(Array(value)), "Ploomber cannot read an empty list", help: "write NULL")
    } else if scan.diagnostics.isEmpty {
      if let (place, message) = assignment.misreadString {
        report(place, message, help: "write a plain string")
      }
      reportComment(statement)
      if scan.diagnostics.isEmpty { reportLine(of: range) }
    }
  }

  private let acceptedForms = "write upstream <- list('name', …), or upstream <- NULL"

  /// A comment in the line of the statement stops Ploomber's reader.
  private mutating func reportComment(_ statement: Range<Int>) {
    guard let comment = statement.first(where: { tokens[$0].kind == .comment }) else { return }
    report(
      tokens[comment].range, "Ploomber cannot read a comment in the statement of 'upstream'",
      help: "move the comment to a line of its own")
  }

  /// What Ploomber makes of the line that the statement begins in.
  private mutating func reportLine(of range: Range<Int>) {
    switch assignment.lineReading {
    case .asMeant: break
    case .firstLineOnly:
      scan.diagnostics.append(
        Diagnostic(
          kind: .rMultiLineUpstream, range: source(range),
          message: "Ploomber reads only the first line of this list",
          help: "write the list on one line"))
    case .refused(let message, let place, let help): report(place, message, help: help)
    }
  }

  /// The items between the brackets, the closing one included; their number.
  private mutating func readItems(_ indices: [Int]) -> Int {
    var count = 0
    var item: [Int] = []
    var depth = 0
    for (position, index) in indices.enumerated() {
      let mark = tokens[index].kind == .mark ? text(index) : ""
      if depth == 0, mark == ")" {
        if !item.isEmpty {
          count += 1
          readItem(item)
        }
        let rest = Array(indices.dropFirst(position + 1))
        if !rest.isEmpty {
          report(
            tokensRange(rest), "there is more behind the list of 'upstream'", help: acceptedForms)
        }
        return count
      }
      if depth == 0, mark == "," {
        count += 1
        if !item.isEmpty { readItem(item) }
        item = []
        continue
      }
      if mark == "(" || mark == "[" || mark == "{" { depth += 1 }
      if mark == ")" || mark == "]" || mark == "}" { depth -= 1 }
      item.append(index)
    }
    if !item.isEmpty { readItem(item) }
    if scan.diagnostics.isEmpty {
      report(tokensRange(indices), "the list of 'upstream' is never closed", help: "add ')'")
    }
    return max(1, count)
  }

  private mutating func readItem(_ item: [Int]) {
    let first = item[0]
    switch tokens[first].kind {
    case .string where item.count == 1:
      hasPlain = true
      let range = tokens[first].range
      scan.upstream.append(
        UpstreamReference(key: rStringValue(cell.text, range), range: source(range)))
    case .name where item.count > 1 && text(item[1]) == "=":
      hasNamed = true
      let isQuoted = cell.text[tokens[first].range.lowerBound] == UInt8(ascii: "`")
      let name = isQuoted ? rStringValue(cell.text, tokens[first].range) : text(first)
      scan.upstream.append(
        UpstreamReference(key: name, range: source(tokens[first].range)))
      if !name.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) {
        report(
          tokens[first].range, "Ploomber reads only letters in '\(name)'",
          help: "write the name as a string: list('\(name)')")
      }
    default:
      scan.upstream.append(.dynamic(.computedList, source(tokensRange(item))))
      return report(
        tokensRange(item), "an entry of 'upstream' must be a string", help: acceptedForms)
    }
    if hasPlain, hasNamed, scan.diagnostics.isEmpty {
      report(
        tokensRange(item), "Ploomber cannot read a list with named and plain entries",
        help: "name none of the entries")
    }
  }

  // MARK: Small parts

  private func text(_ index: Int) -> String { assignment.text(index) }

  private func tokensRange(_ indices: [Int]) -> Range<Int> { assignment.range(of: indices) }

  private func source(_ range: Range<Int>) -> SourceRange {
    SourceRange(file: file, bytes: cell.fileRange(range))
  }

  private mutating func report(_ range: Range<Int>, _ message: String, help: String) {
    scan.diagnostics.append(
      Diagnostic(kind: .rUpstream, range: source(range), message: message, help: help))
  }
}
