/// The two-byte marks that set code apart from text.
package struct JinjaDelimiters: Hashable, Sendable {
  /// Around statements: `{% %}`.
  package var block: Pair
  /// Around what is printed: `{{ }}`.
  package var variable: Pair
  /// Around comments: `{# #}`.
  package var comment: Pair

  /// An opening and a closing mark, two bytes each.
  package struct Pair: Hashable, Sendable {
    /// What begins the code.
    package var open: Mark
    /// What ends the code.
    package var close: Mark

    package init(_ open: Mark, _ close: Mark) {
      self.open = open
      self.close = close
    }
  }

  /// Two ASCII bytes.
  package struct Mark: Hashable, Sendable {
    /// ASCII.
    package var first: UInt8
    /// ASCII.
    package var second: UInt8
    /// The mark as people write it.
    package var text: String { String(decoding: [first, second], as: UTF8.self) }

    package init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
      self.first = UInt8(ascii: first)
      self.second = UInt8(ascii: second)
    }
  }

  package init(block: Pair, variable: Pair, comment: Pair) {
    self.block = block
    self.variable = variable
    self.comment = comment
  }

  /// `{% %}`, `{{ }}`, `{# #}`
  package static let standard = JinjaDelimiters(
    block: Pair(Mark("{", "%"), Mark("%", "}")), variable: Pair(Mark("{", "{"), Mark("}", "}")),
    comment: Pair(Mark("{", "#"), Mark("#", "}")))

  /// As `standard`, but `[[ ]]` prints: what Ploomber fills while a task runs.
  package static let runtime = JinjaDelimiters(
    block: Pair(Mark("{", "%"), Mark("%", "}")), variable: Pair(Mark("[", "["), Mark("]", "]")),
    comment: Pair(Mark("{", "#"), Mark("#", "}")))
}

/// One piece of a template, as the parser sees it. Comments and blanks are gone.
struct JinjaToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case data, blockBegin, blockEnd, variableBegin, variableEnd
    case name, string, integer, float
    case mark(JinjaMark)
    /// The end of the text, or the place where the lexer gave up.
    case end
  }

  var kind: Kind
  /// Offsets into the template's text.
  var range: Range<Int>
  /// What a name says; empty for all others.
  var name = ""
}

/// Operators and punctuation.
enum JinjaMark: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case divide = "/"
  case floorDivide = "//"
  case multiply = "*"
  case remainder = "%"
  case power = "**"
  case tilde = "~"
  case openBracket = "["
  case closeBracket = "]"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBrace = "{"
  case closeBrace = "}"
  case equal = "=="
  case notEqual = "!="
  case greater = ">"
  case greaterOrEqual = ">="
  case less = "<"
  case lessOrEqual = "<="
  case assign = "="
  case dot = "."
  case colon = ":"
  case pipe = "|"
  case comma = ","
  case semicolon = ";"

  /// The mark at the start of `first`, `second`, longest first, and its length.
  static func at(_ first: UInt8, _ second: UInt8?) -> (JinjaMark, Int)? {
    if let second, let mark = pair(first, second) { return (mark, 2) }
    guard first < 0x80, let mark = JinjaMark(rawValue: String(Unicode.Scalar(first))) else {
      return nil
    }
    return (mark, 1)
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> JinjaMark? {
    switch (first, second) {
    case (UInt8(ascii: "/"), UInt8(ascii: "/")): .floorDivide
    case (UInt8(ascii: "*"), UInt8(ascii: "*")): .power
    case (UInt8(ascii: "="), UInt8(ascii: "=")): .equal
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): .notEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
    default: nil
    }
  }

  /// The mark that ends what this one opens.
  var closing: JinjaMark? {
    switch self {
    case .openBracket: .closeBracket
    case .openParenthesis: .closeParenthesis
    case .openBrace: .closeBrace
    default: nil
    }
  }

  var isClosing: Bool {
    self == .closeBracket || self == .closeParenthesis || self == .closeBrace
  }
}
