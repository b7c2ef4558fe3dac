/// One piece of a SQL text. Blanks and comments are gone.
package struct SQLToken: Hashable, Sendable {
  /// What a token is. Dialects are not told apart: what any of them takes for a name or a text is one.
  package enum Kind: Hashable, Sendable {
    /// A keyword, a name, a number's letters: letters, digits, `_` and what is not ASCII.
    case word
    /// `"name"`, `` `name` `` or `[name]`.
    case quotedName
    /// `'text'` with its prefix, or `$tag$text$tag$`.
    case string
    case number
    /// `?`, `:name`, `$1`, `%s`, `@name`
    case parameter
    /// `{{ … }}`
    case placeholder
    /// `{% … %}`
    case templateStatement
    /// One sign or operator.
    case mark
  }

  /// What it is.
  package var kind: Kind
  /// Offsets into the text.
  package var range: Range<Int>
  /// Blanks, a comment or a line's end stand before it.
  package var hasGap: Bool
}

/// The tokens of a SQL text, templates of Jinja kept whole: comments (`--`, `# `, `/* */`, which may
/// nest), strings with doubled quotes, dollar quotes, names in three kinds of quotes. Total; O(text).
package func sqlTokens(_ text: [UInt8]) -> [SQLToken] {
  var lexer = SQLLexer(text)
  lexer.run()
  return lexer.tokens
}
