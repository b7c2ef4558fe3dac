/// Goes through the tokens of a SQL text, statement by statement.
struct SQLScriptReader {
  private(set) var script = SQLScript()
  private let text: [UInt8]
  private let tokens: [SQLToken]
  /// What is asked for most: for every token its word in upper case; empty for all that are none.
  private let words: [String]
  private var index = 0

  init(_ text: [UInt8]) {
    self.text = text
    tokens = sqlTokens(text)
    words = tokens.map { SQLScriptReader.word($0, in: text) }
  }

  mutating func run() {
    while index < tokens.count {
      let start = index
      var end = start
      while end < tokens.count, !isMark(end, ";") { end += 1 }
      statement(start..<end)
      index = end + 1
    }
  }

  // MARK: Tokens

  private func isMark(_ position: Int, _ mark: StaticString) -> Bool {
    position < tokens.count && tokens[position].kind == .mark
      && text[tokens[position].range].elementsEqual(mark.bytes)
  }

  /// The word at a position in upper case; empty for every other token.
  private func word(_ position: Int) -> String {
    words.indices.contains(position) ? words[position] : ""
  }

  private static func word(_ token: SQLToken, in text: [UInt8]) -> String {
    let range = token.range
    guard token.kind == .word, range.count <= 32 else { return "" }
    return String(unsafeUninitializedCapacity: range.count) { word in
      for (place, byte) in zip(word.indices, text[range]) {
        word[place] = (0x61...0x7A).contains(byte) ? byte & ~0x20 : byte
      }
      return range.count
    }
  }

  /// The name at a position, dots and all, and the position behind it.
  private func name(at start: Int, before end: Int) -> (name: SQLScript.Name, next: Int)? {
    var parts: [SQLScript.Part] = []
    var position = start
    while position < end, let part = part(position) {
      parts.append(part)
      position += 1
      guard position + 1 < end, isMark(position, ".") else { break }
      position += 1
    }
    guard !parts.isEmpty else { return nil }
    let range = tokens[start].range.lowerBound..<tokens[position - 1].range.upperBound
    return (SQLScript.Name(parts: parts, range: range), position)
  }

  private func part(_ position: Int) -> SQLScript.Part? {
    let bytes = text[tokens[position].range]
    switch tokens[position].kind {
    case .word:
      // A name may go on with a placeholder: `{{schema}}_raw`.
      let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      return .name(String(decoding: lower, as: UTF8.self))
    case .quotedName:
      let quote = text[tokens[position].range.lowerBound]
      var inside = Array(bytes.dropFirst().dropLast())
      if quote != UInt8(ascii: "\"") {
        inside = inside.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      }
      return .name(String(decoding: inside, as: UTF8.self))
    case .placeholder:
      let inside = bytes.dropFirst(2).dropLast(2).filter { !isSQLBlank($0) }
      return .placeholder(String(decoding: inside, as: UTF8.self))
    case .string, .number, .parameter, .templateStatement, .mark: return nil
    }
  }

  // MARK: Statements

  private mutating func statement(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound, tokens[start].kind == .templateStatement {
      noteTemplate(start)
      start += 1
    }
    for position in start..<max(start, range.upperBound)
    where tokens[position].kind == .templateStatement { noteTemplate(position) }
    guard start < range.upperBound else { return }
    switch word(start) {
    case "CREATE": create(start, range.upperBound)
    case "DROP": drop(start, range.upperBound)
    case "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "COPY", "EXPLAIN",
      "VALUES", "":
      if word(start).isEmpty, !isMark(start, "(") { script.isUncertain = true }
      query(start..<range.upperBound)
    case "TRUNCATE", "ALTER", "SET", "USE", "PRAGMA", "ANALYZE", "VACUUM", "GRANT", "REVOKE",
      "COMMENT", "BEGIN", "COMMIT", "START", "END", "ROLLBACK", "SHOW", "LOCK", "REFRESH",
      "REINDEX":
      break
    default: script.isUncertain = true
    }
  }

  /// `{% set … %}` decides nothing; whatever else does.
  private mutating func noteTemplate(_ position: Int) {
    let inside = text[tokens[position].range].dropFirst(2).drop {
      isSQLBlank($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
    }
    if !inside.starts(with: Array("set ".utf8)) { script.isUncertain = true }
  }

  private mutating func create(_ start: Int, _ end: Int) {
    var position = start + 1
    var isTemporary = false
    var kind: SQLScript.Kind?
    search: while position < end {
      switch word(position) {
      case "TEMP", "TEMPORARY": isTemporary = true
      case "TABLE":
        kind = .table
        break search
      case "VIEW":
        kind = .view
        break search
      case "OR", "REPLACE", "GLOBAL", "LOCAL", "UNLOGGED", "EXTERNAL", "MATERIALIZED", "VIRTUAL",
        "RECURSIVE", "TRANSIENT", "FORCE", "FOREIGN", "COLUMN", "ROW", "HYBRID", "DYNAMIC",
        "ICEBERG", "SECURE":
        break
      default: break search
      }
      position += 1
    }
    // Indexes, functions and all else are no relations.
    guard let kind else { return }
    position += 1
    if word(position) == "IF" { position += 3 }
    guard let (name, next) = name(at: position, before: end) else {
      script.isUncertain = true
      return
    }
    let known = script.created.contains { $0.name.parts == name.parts && $0.kind == kind }
    if !known { script.created.append(.init(name: name, kind: kind, isTemporary: isTemporary)) }
    script.ownNames.insert(name.parts)
    query(next..<end)
  }

  private mutating func drop(_ start: Int, _ end: Int) {
    var position = start + 1
    while position < end, !["TABLE", "VIEW"].contains(word(position)) { position += 1 }
    position += 1
    if word(position) == "IF" { position += 2 }
    while position < end, let (name, next) = name(at: position, before: end) {
      script.created.removeAll { $0.name.parts == name.parts }
      guard isMark(next, ",") else { return }
      position = next + 1
    }
  }

  // MARK: Queries

  private static let clauseEnds: Set<String> = [
    "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "SELECT", "SET",
    "VALUES", "WINDOW", "RETURNING", "OFFSET", "FETCH", "QUALIFY",
  ]
  /// Functions whose arguments are parted by FROM.
  private static let fromFunctions: Set<String> = [
    "EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION",
  ]

  private mutating func query(_ range: Range<Int>) {
    withNames(range)
    /// For every open parenthesis whether a list of relations is being read, and whether FROM begins one.
    var levels: [(inList: Bool, takesFrom: Bool)] = [(false, true)]
    var position = range.lowerBound
    while position < range.upperBound {
      let word = word(position)
      let level = levels.count - 1
      if isMark(position, "(") {
        levels.append((false, !Self.fromFunctions.contains(self.word(position - 1))))
        position += 1
      } else if isMark(position, ")") {
        if level > 0 { levels.removeLast() }
        position += 1
      } else if word == "FROM" && levels[level].takesFrom && self.word(position - 1) != "DISTINCT"
        || word == "JOIN" || word == "STRAIGHT_JOIN"
      {
        let isTarget = self.word(position - 1) == "DELETE"
        levels[level].inList = true
        position = relation(position + 1, range.upperBound, isTarget: isTarget)
      } else if isMark(position, ","), levels[level].inList {
        position = relation(position + 1, range.upperBound, isTarget: false)
      } else if word == "INTO", position > range.lowerBound {
        position = into(position, range)
      } else {
        if levels[level].inList, Self.clauseEnds.contains(word) { levels[level].inList = false }
        position += 1
      }
    }
  }

  /// The names that `WITH` gives.
  private mutating func withNames(_ range: Range<Int>) {
    for position in range where word(position) == "AS" {
      let next = position + 1
      let isMaterialized = ["NOT", "MATERIALIZED"].contains(word(next))
      guard isMark(next, "(") || isMaterialized else { continue }
      var at = position - 1
      // The list of columns between the name and AS.
      if isMark(at, ")") {
        while at > range.lowerBound, !isMark(at, "(") { at -= 1 }
        at -= 1
      }
      guard at > range.lowerBound, let part = part(at) else { continue }
      let before = word(at - 1)
      if before == "WITH" || before == "RECURSIVE" || isMark(at - 1, ",") {
        script.ownNames.insert([part])
      }
    }
  }

  /// The relation at a position, and the position behind it.
  private mutating func relation(_ start: Int, _ end: Int, isTarget: Bool) -> Int {
    var position = start
    while ["ONLY", "LATERAL"].contains(word(position)) { position += 1 }
    guard position < end, !Self.clauseEnds.contains(word(position)), word(position) != "UNNEST",
      let (name, next) = name(at: position, before: end)
    else { return position }
    // A function, or a name that goes on with a template.
    if isMark(next, "(") || next < end && !tokens[next].hasGap && tokens[next].kind != .mark {
      return next
    }
    if !isTarget { script.reads.append(name) }
    return next
  }

  /// `SELECT … INTO name` makes a table; `INSERT INTO name` fills one.
  private mutating func into(_ position: Int, _ range: Range<Int>) -> Int {
    let before = word(position - 1)
    let first = word(range.lowerBound)
    if ["INSERT", "REPLACE", "MERGE", "OVERWRITE", "IGNORE"].contains(before) {
      return name(at: position + 1, before: range.upperBound)?.next ?? position + 1
    }
    guard first == "SELECT" || first == "WITH" else { return position + 1 }
    var at = position + 1
    var isTemporary = false
    while ["TEMP", "TEMPORARY", "UNLOGGED", "TABLE", "LOCAL", "GLOBAL"].contains(word(at)) {
      if word(at).hasPrefix("TEMP") { isTemporary = true }
      at += 1
    }
    guard at < range.upperBound, let (name, next) = name(at: at, before: range.upperBound) else {
      return at
    }
    script.created.append(.init(name: name, kind: .table, isTemporary: isTemporary))
    script.ownNames.insert(name.parts)
    return next
  }
}

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
