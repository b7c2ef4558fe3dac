import SluiceCore

/// What an R parameters cell assigns to `product`: read whole, with a finding where Ploomber's line
/// reader would stop or see less.
func rProduct(_ cell: Fragment, file: Int) -> SourceProduct {
  let assignment = RAssignment("product", in: cell, rTokens(cell.text))
  guard let range = assignment.range else { return SourceProduct() }
  func source(_ range: Range<Int>) -> SourceRange {
    SourceRange(file: file, bytes: cell.fileRange(range))
  }
  var product = SourceProduct(statement: source(range))
  func refuse(_ message: String, _ place: Range<Int>, help: String) {
    guard product.diagnostics.isEmpty else { return }
    product.diagnostics = [SourceProduct.refused(message, source(place), help: help)]
  }
  let help = "write product <- list(nb = 'out/report.html')"
  if let refused = assignment.refusedLine {
    refuse(
      "Ploomber cannot read this line, which stands before 'product'", refused.range,
      help: "put 'product' and 'upstream' first, each on a line of its own")
  }
  let value = Array(assignment.solid.dropFirst(2))
  guard let first = value.first else {
    refuse("'product' has no value", range, help: help)
    return product
  }
  let place = source(assignment.range(of: value))
  if value.count == 1, assignment.text(first) == "NULL" {
    product.value = SourceValue(kind: .none, range: place)
    return product
  }
  guard assignment.text(first) == "list", value.count > 2, assignment.text(value[1]) == "(" else {
    refuse(
      "'product' must be a list with names, and Ploomber reads nothing else",
      assignment.range(of: value), help: help)
    return product
  }
  var entries: [SourceValue.Entry] = []
  var plain: [SourceValue] = []
  let items = RListItems(assignment, value.dropFirst(2))
  for item in items.items {
    if item.count == 3, assignment.text(item[1]) == "=",
      let key = assignment.key(item[0], source)
    {
      entries.append(SourceValue.Entry(key: key, value: assignment.value([item[2]], source)))
    } else {
      plain.append(assignment.value(item, source))
    }
  }
  product.value = SourceValue(
    kind: plain.isEmpty ? .mapping(entries) : .list(plain), range: place)
  if let unknown = product.value?.firstUnknown {
    product.diagnostics = [
      SourceProduct.refused("a product must be a plain text", unknown, help: help)
    ]
  }
  if !items.isClosed {
    refuse(
      "the list of 'product' is never closed", assignment.range(of: value), help: "add ')'")
  } else if let last = items.last, let end = value.last, last < end {
    let rest = value.filter { $0 > last }
    refuse(
      "there is more behind the list of 'product'", assignment.range(of: rest), help: help)
  }
  if let (place, message) = assignment.misreadString {
    refuse(message, place, help: "write a plain string")
  }
  if let first = items.items.first, first.count == 3, assignment.text(first[1]) == "=",
    assignment.tokens[first[0]].kind == .string
  {
    refuse(
      "Ploomber cannot read a list that begins with a name in quotes",
      assignment.tokens[first[0]].range, help: "write the name without quotes")
  }
  if let comment = assignment.comment {
    refuse(
      "Ploomber cannot read a comment in the statement of 'product'", comment,
      help: "move the comment to a line of its own")
  }
  switch assignment.lineReading {
  case .asMeant: break
  case .firstLineOnly:
    product.diagnostics.append(
      Diagnostic(
        kind: .rMultiLineUpstream, range: source(range),
        message: "Ploomber reads only the first line of this list",
        help: "write the list on one line"))
  case .refused(let message, let place, let help): refuse(message, place, help: help)
  }
  return product
}

/// What stands between the brackets of a list.
private struct RListItems {
  /// The tokens of each item.
  private(set) var items: [[Int]] = []
  /// The token that closes the list, or the last one.
  private(set) var last: Int?
  private(set) var isClosed = false

  /// `tokens` are those behind the bracket that opens the list.
  init(_ assignment: RAssignment, _ tokens: ArraySlice<Int>) {
    var item: [Int] = []
    var depth = 0
    for token in tokens {
      last = token
      let mark = assignment.tokens[token].kind == .mark ? assignment.text(token) : ""
      if depth == 0, mark == ")" || mark == "," {
        if !item.isEmpty { items.append(item) }
        item = []
        isClosed = mark == ")"
        if isClosed { break }
        continue
      }
      if mark == "(" || mark == "[" || mark == "{" { depth += 1 }
      if mark == ")" || mark == "]" || mark == "}" { depth -= 1 }
      item.append(token)
    }
    if !item.isEmpty { items.append(item) }
  }
}

extension RAssignment {
  fileprivate func key(_ token: Int, _ source: (Range<Int>) -> SourceRange) -> SourceValue? {
    switch tokens[token].kind {
    case .name, .string:
      let text =
        cell.text[tokens[token].range.lowerBound] < 0x41
          || cell.text[tokens[token].range.lowerBound] == UInt8(ascii: "`")
        ? rStringValue(cell.text, tokens[token].range) : text(token)
      return SourceValue(kind: .text(text), range: source(tokens[token].range))
    case .number, .mark, .end, .comment: return nil
    }
  }

  fileprivate func value(_ item: [Int], _ source: (Range<Int>) -> SourceRange) -> SourceValue {
    let range = source(self.range(of: item))
    guard item.count == 1, let token = item.first else {
      return SourceValue(kind: .unknown, range: range)
    }
    switch tokens[token].kind {
    case .string:
      return SourceValue(kind: .text(rStringValue(cell.text, tokens[token].range)), range: range)
    case .number: return SourceValue(kind: .other("numeric"), range: range)
    case .name where text(token) == "NULL": return SourceValue(kind: .none, range: range)
    case .name, .mark, .end, .comment: return SourceValue(kind: .unknown, range: range)
    }
  }
}
