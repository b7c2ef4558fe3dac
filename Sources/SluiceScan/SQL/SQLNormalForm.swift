/// A query without what Ploomber overlooks when it asks whether the code has changed: most comments,
/// line ends, indentation, the case of keywords and names. Blanks where none were before count, but
/// around commas and within parentheses, as sqlparse leaves them.
package struct SQLNormalForm: Hashable, Sendable {
  private var bytes: [UInt8] = []

  /// O(text).
  package init(_ text: [UInt8]) {
    let tokens = sqlTokens(text)
    var lists = SQLListContext(text)
    for (position, token) in tokens.enumerated() {
      let before = position > 0 ? tokens[position - 1] : nil
      let gap = text[(before?.range.upperBound ?? 0)..<token.range.lowerBound]
      bytes += mark(of: gap, text, before, token, lists.kind)
      bytes.append(0x1F)
      bytes += folded(text, tokens, position)
      lists.read(token)
    }
    let tail = text[(tokens.last?.range.upperBound ?? 0)...]
    let endsStatement = tokens.last.map { text[$0.range.lowerBound] == UInt8(ascii: ";") } ?? false
    // A comment below the last statement is a statement of its own.
    if endsStatement, let end = tail.firstIndex(where: { !isSQLBlank($0) }),
      tail[..<end].contains(0x0A)
    {
      bytes += [0x1F, 0x1E]
    }
  }

  /// What is kept of the blanks and comments between two tokens.
  private func mark(
    of gap: ArraySlice<UInt8>, _ text: [UInt8], _ before: SQLToken?, _ token: SQLToken,
    _ list: SQLListContext.Kind
  ) -> [UInt8] {
    let hasComment = gap.contains { !isSQLBlank($0) }
    guard let before else {
      let isBlank = gap.first.map(isSQLBlank) ?? false
      let isWith = text[token.range].map(lowercase) == Array("with".utf8)
      return !isWith && (isBlank || endsInBlank(gap)) ? [0x0A] : []
    }
    let last = text[before.range.upperBound - 1]
    let next = text[token.range.lowerBound]
    if last == UInt8(ascii: ";") {
      let own = gap.prefix { isSQLBlank($0) }
      return own.contains(0x0A) ? [0x0A] : []
    }
    if last == UInt8(ascii: "(") || next == UInt8(ascii: ")") { return [] }
    if last == UInt8(ascii: ",") || next == UInt8(ascii: ",") {
      switch list {
      case .query: return hasComment ? [0x20] : []
      case .columns: return gap.isEmpty ? [] : [0x20]
      case .other: return []
      }
    }
    if gap.isEmpty { return [] }
    if isOneKeyword(text, before, token) { return hasComment ? [0x1E] : Array(gap) }
    // A comment goes into the operand before it, and leaves a blank of its own there.
    let isDoubled =
      hasComment && isSQLBlank(gap[gap.startIndex]) && isOperand(text, before)
      && !beginsLine(text, token)
    return isDoubled ? [0x20, 0x20] : [0x20]
  }

  private func isOperand(_ text: [UInt8], _ token: SQLToken) -> Bool {
    switch token.kind {
    case .quotedName, .string, .number, .parameter: true
    case .word: !clauseWords.contains(uppercased(text, token))
    case .mark: text[token.range.lowerBound] == UInt8(ascii: ")")
    case .placeholder, .templateStatement: false
    }
  }

  /// Whether sqlparse begins a line with the token.
  private func beginsLine(_ text: [UInt8], _ token: SQLToken) -> Bool {
    token.kind == .word && lineWords.contains(uppercased(text, token))
      || text[token.range.lowerBound] == UInt8(ascii: ";")
  }

  /// `/* c */ SELECT`: blanks behind the comment, and no line's end.
  private func endsInBlank(_ gap: ArraySlice<UInt8>) -> Bool {
    gap.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "*")])
      && (gap.last == 0x20 || gap.last == 0x09)
      && gap.dropLast().last == UInt8(ascii: "/")
  }

  /// Two words that sqlparse takes for one keyword, blanks and all.
  private func isOneKeyword(_ text: [UInt8], _ first: SQLToken, _ second: SQLToken) -> Bool {
    guard first.kind == .word, second.kind == .word else { return false }
    return keywordPairs[uppercased(text, first)]?.contains(uppercased(text, second)) ?? false
  }

  private func folded(_ text: [UInt8], _ tokens: [SQLToken], _ position: Int) -> [UInt8] {
    let token = tokens[position]
    let word = Array(text[token.range])
    switch token.kind {
    case .word:
      let isType = typeNames.contains(String(decoding: word.map(uppercase), as: UTF8.self))
      return isType && !isPartOfName(text, tokens, position) ? word : word.map(lowercase)
    case .quotedName: return word.first == UInt8(ascii: "\"") ? word : word.map(lowercase)
    case .string, .number, .parameter, .placeholder, .templateStatement, .mark: return word
    }
  }

  /// Behind a dot, or before a dot or a parenthesis, a type's name is any name.
  private func isPartOfName(_ text: [UInt8], _ tokens: [SQLToken], _ position: Int) -> Bool {
    if position > 0, text[tokens[position - 1].range] == [UInt8(ascii: ".")] { return true }
    guard position + 1 < tokens.count else { return false }
    let next = tokens[position + 1]
    return text[next.range] == [UInt8(ascii: ".")]
      || !next.hasGap && text[next.range.lowerBound] == UInt8(ascii: "(")
  }
}

private func uppercased(_ text: [UInt8], _ token: SQLToken) -> String {
  String(decoding: text[token.range].map(uppercase), as: UTF8.self)
}

private func uppercase(_ byte: UInt8) -> UInt8 {
  (0x61...0x7A).contains(byte) ? byte & ~0x20 : byte
}
private func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

/// Names of types, whose case sqlparse 0.6 leaves as it is.
private let typeNames: Set<String> = [
  "ARRAY", "BIGINT", "BIGNUMERIC", "BINARY", "BIT", "BLOB", "BOOLEAN", "CHAR", "CHARACTER", "DATE",
  "DEC", "DECIMAL", "FILE_TYPE", "FLOAT", "INT", "INT8", "INTEGER", "INTERVAL", "LONG", "MAP",
  "NATURALN", "NUMBER", "NUMERIC", "NVARCHAR", "PLS_INTEGER", "POSITIVE", "POSITIVEN", "REAL",
  "ROWID",
  "ROWLABEL", "ROWNUM", "SERIAL", "SERIAL8", "SIGNED", "SIGNTYPE", "SIMPLE_DOUBLE", "SIMPLE_FLOAT",
  "SIMPLE_INTEGER", "SMALLINT", "STRING", "STRUCT", "SYS_REFCURSOR", "TEXT", "TIMESTAMP", "TINYINT",
  "UNSIGNED", "UROWID", "UTL_FILE", "VARCHAR", "VARCHAR2", "VARIANT", "VARYING",
]

/// Pairs of words that are one token for sqlparse 0.6.
private let keywordPairs: [String: Set<String>] = [
  "LEFT": ["JOIN", "OUTER", "INNER"], "RIGHT": ["JOIN", "OUTER", "INNER"],
  "FULL": ["JOIN", "OUTER", "INNER"], "INNER": ["JOIN"], "OUTER": ["JOIN"], "CROSS": ["JOIN"],
  "NATURAL": ["JOIN"], "STRAIGHT": ["JOIN"], "IF": ["NOT", "EXISTS"],
  "NOT": ["NULL", "EXISTS", "LIKE", "ILIKE", "RLIKE", "REGEXP"], "NULLS": ["FIRST", "LAST"],
  "ASC": ["NULLS"], "DESC": ["NULLS"], "UNION": ["ALL"], "CREATE": ["OR"], "OR": ["REPLACE"],
  "DOUBLE": ["PRECISION"], "GROUP": ["BY"], "ORDER": ["BY"], "PRIMARY": ["KEY"],
  "END": ["IF", "LOOP", "WHILE", "FOR", "CASE"],
]

/// Words before an operand.
private let clauseWords: Set<String> = [
  "SELECT", "FROM", "WHERE", "AND", "OR", "ON", "BY", "UNION", "ALL", "JOIN", "THEN", "ELSE",
  "WHEN",
  "CASE", "HAVING", "LIMIT", "SET", "VALUES", "DISTINCT", "WITH", "BETWEEN", "EXCEPT", "INTERSECT",
]

/// Words that begin a line in sqlparse's layout.
private let lineWords: Set<String> = [
  "SELECT", "FROM", "WHERE", "AND", "OR", "LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS",
  "NATURAL", "JOIN", "GROUP", "ORDER", "UNION", "VALUES", "SET", "BETWEEN", "EXCEPT", "HAVING",
  "LIMIT", "WHEN", "ELSE", "END", "INTERSECT",
]

/// What the commas at a place of a query separate.
private struct SQLListContext {
  enum Kind {
    /// Columns of a SELECT.
    case query
    /// Definitions between the parentheses of a CREATE TABLE.
    case columns
    case other
  }

  private let text: [UInt8]
  private var stack: [Kind] = []
  private var isCreate = false
  private var isFirst = true
  private var isOpened = false

  init(_ text: [UInt8]) { self.text = text }

  var kind: Kind { stack.last ?? .query }

  mutating func read(_ token: SQLToken) {
    let byte = text[token.range.lowerBound]
    let word = text[token.range].map(uppercase)
    if isOpened, word == Array("SELECT".utf8) || word == Array("WITH".utf8) {
      stack[stack.count - 1] = .query
    }
    isOpened = false
    if token.kind == .word {
      if isFirst { isCreate = word == Array("CREATE".utf8) }
      if word == Array("AS".utf8) { isCreate = false }
      isFirst = false
    }
    guard token.kind == .mark else { return }
    if byte == UInt8(ascii: "(") {
      stack.append(isCreate && stack.isEmpty ? .columns : .other)
      isOpened = true
    } else if byte == UInt8(ascii: ")") {
      _ = stack.popLast()
    } else if byte == UInt8(ascii: ";") {
      stack = []
      isFirst = true
    }
  }
}
