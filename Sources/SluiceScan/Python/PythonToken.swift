/// What the lexer tells apart. The first four have no text of their own.
enum PythonToken: UInt8 {
  case endOfFile, newline, indent, dedent
  /// The text cannot go on; `PythonLexer.failure` says why.
  case error
  case name, number, string
  /// The prefix and the opening quote of an f-string or a template string.
  case fstringStart
  case `false`, `none`, `true`, `and`, `as`, `assert`, `async`, `await`, `break`, `class`,
    `continue`, `def`
  case `del`, `elif`, `else`, `except`, `finally`, `for`, `from`, `global`, `if`, `import`, `in`,
    `is`
  case `lambda`, `nonlocal`, `not`, `or`, `pass`, `raise`, `return`, `try`, `while`, `with`, `yield`
  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace, comma,
    colon, semicolon, dot, ellipsis, at, arrow, colonEqual, exclamation, question, equal
  case plus, minus, star, slash, doubleSlash, percent, doubleStar, leftShift, rightShift, pipe,
    caret, ampersand, tilde, equalEqual, notEqual, less, lessEqual, greater, greaterEqual
  case plusEqual, minusEqual, starEqual, slashEqual, doubleSlashEqual, percentEqual, atEqual,
    ampersandEqual, pipeEqual, caretEqual, rightShiftEqual, leftShiftEqual, doubleStarEqual

  /// How tightly a binary operator binds; 0 if the token is none. `not` is that of `not in`.
  var precedence: UInt8 {
    switch self {
    case .or: 1
    case .and: 2
    case .not, .in, .is, .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual: 4
    case .pipe: 5
    case .caret: 6
    case .ampersand: 7
    case .leftShift, .rightShift: 8
    case .plus, .minus: 9
    case .star, .slash, .doubleSlash, .percent, .at: 10
    case .doubleStar: 12
    default: 0
    }
  }

  /// The operator of a binary expression or an augmented assignment.
  var operation: PythonOperator? {
    switch self {
    case .or: .or
    case .and: .and
    case .plus, .plusEqual: .add
    case .minus, .minusEqual: .subtract
    case .star, .starEqual: .multiply
    case .slash, .slashEqual: .divide
    case .doubleSlash, .doubleSlashEqual: .floorDivide
    case .percent, .percentEqual: .modulo
    case .at, .atEqual: .matrixMultiply
    case .doubleStar, .doubleStarEqual: .power
    case .leftShift, .leftShiftEqual: .leftShift
    case .rightShift, .rightShiftEqual: .rightShift
    case .pipe, .pipeEqual: .bitOr
    case .caret, .caretEqual: .bitXor
    case .ampersand, .ampersandEqual: .bitAnd
    case .equalEqual: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessOrEqual
    case .greater: .greater
    case .greaterEqual: .greaterOrEqual
    case .is: .is
    case .in: .in
    default: nil
    }
  }

  /// Whether the token is an augmented assignment's operator.
  var isAugmentedAssignment: Bool {
    rawValue >= PythonToken.plusEqual.rawValue && rawValue <= PythonToken.doubleStarEqual.rawValue
  }

  /// Whether the token is a reserved word.
  var isKeyword: Bool {
    rawValue >= PythonToken.false.rawValue && rawValue <= PythonToken.yield.rawValue
  }

  /// Whether a line that begins so cannot go on an expression: where a broken statement ends.
  var beginsStatementOnly: Bool {
    switch self {
    case .assert, .break, .class, .continue, .def, .del, .elif, .except, .finally,
      .global,
      .import, .nonlocal, .pass, .raise, .return, .try, .while, .with, .at:
      true
    default: false
    }
  }

  /// Whether an expression can begin so. `name` includes the soft keywords.
  var beginsExpression: Bool {
    switch self {
    case .name, .number, .string, .fstringStart, .false, .none, .true, .await, .lambda, .not,
      .leftParenthesis, .leftBracket, .leftBrace, .ellipsis, .plus, .minus, .star, .tilde:
      true
    default: false
    }
  }
}

extension PythonToken {
  /// The keyword whose bytes are `key`, the last in the lowest eight bits; else `name`.
  static func word(_ key: UInt64) -> PythonToken {
    switch key {
    case 0x46_616c_7365: .false
    case 0x4e6f_6e65: .none
    case 0x5472_7565: .true
    case 0x616e64: .and
    case 0x6173: .as
    case 0x6173_7365_7274: .assert
    case 0x61_7379_6e63: .async
    case 0x61_7761_6974: .await
    case 0x62_7265_616b: .break
    case 0x63_6c61_7373: .class
    case 0x636f_6e74_696e_7565: .continue
    case 0x646566: .def
    case 0x64656c: .del
    case 0x656c_6966: .elif
    case 0x656c_7365: .else
    case 0x6578_6365_7074: .except
    case 0x66_696e_616c_6c79: .finally
    case 0x666f72: .for
    case 0x6672_6f6d: .from
    case 0x676c_6f62_616c: .global
    case 0x6966: .if
    case 0x696d_706f_7274: .import
    case 0x696e: .in
    case 0x6973: .is
    case 0x6c61_6d62_6461: .lambda
    case 0x6e6f_6e6c_6f63_616c: .nonlocal
    case 0x6e6f74: .not
    case 0x6f72: .or
    case 0x7061_7373: .pass
    case 0x72_6169_7365: .raise
    case 0x7265_7475_726e: .return
    case 0x747279: .try
    case 0x77_6869_6c65: .while
    case 0x7769_7468: .with
    case 0x79_6965_6c64: .yield
    default: .name
    }
  }
}

/// Words that are keywords in some places only, as `PythonLexer.key` holds them.
enum PythonSoftKeyword {
  static let match: UInt64 = 0x6d_6174_6368
  static let caseWord: UInt64 = 0x6361_7365
  static let type: UInt64 = 0x7479_7065
  static let underscore: UInt64 = 0x5f
  static let print: UInt64 = 0x70_7269_6e74
  static let exec: UInt64 = 0x6578_6563
}
