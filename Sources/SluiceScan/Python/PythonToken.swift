/// What the lexer tells apart. The first four have no text of their own.
enum PythonToken: UInt8 {
  case endOfFile, newline, indent, dedent
  /// The text cannot go on; `PythonLexer.failure` says why.
  case error
  case name, number, string
  /// The prefix and the opening quote of an f-string or a template string.
  case fstringStart
  case false_, none_, true_, and_, as_, assert_, async_, await_, break_, class_, continue_, def_
  case del_, elif_, else_, except_, finally_, for_, from_, global_, if_, import_, in_, is_
  case lambda_, nonlocal_, not_, or_, pass_, raise_, return_, try_, while_, with_, yield_
  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace, comma,
    colon, semicolon, dot, ellipsis, at, arrow, colonEqual, exclamation, question, equal
  case plus, minus, star, slash, doubleSlash, percent, doubleStar, leftShift, rightShift, pipe,
    caret, ampersand, tilde, equalEqual, notEqual, less, lessEqual, greater, greaterEqual
  case plusEqual, minusEqual, starEqual, slashEqual, doubleSlashEqual, percentEqual, atEqual,
    ampersandEqual, pipeEqual, caretEqual, rightShiftEqual, leftShiftEqual, doubleStarEqual

  /// How tightly a binary operator binds; 0 if the token is none. `not` is that of `not in`.
  var precedence: UInt8 {
    switch self {
    case .or_: 1
    case .and_: 2
    case .not_, .in_, .is_, .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual: 4
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
    case .or_: .or
    case .and_: .and
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
    case .is_: .is_
    case .in_: .in_
    default: nil
    }
  }

  /// Whether the token is an augmented assignment's operator.
  var isAugmentedAssignment: Bool {
    rawValue >= PythonToken.plusEqual.rawValue && rawValue <= PythonToken.doubleStarEqual.rawValue
  }

  /// Whether the token is a reserved word.
  var isKeyword: Bool {
    rawValue >= PythonToken.false_.rawValue && rawValue <= PythonToken.yield_.rawValue
  }

  /// Whether a line that begins so cannot go on an expression: where a broken statement ends.
  var beginsStatementOnly: Bool {
    switch self {
    case .assert_, .break_, .class_, .continue_, .def_, .del_, .elif_, .except_, .finally_, .global_,
      .import_, .nonlocal_, .pass_, .raise_, .return_, .try_, .while_, .with_, .at:
      true
    default: false
    }
  }

  /// Whether an expression can begin so. `name` includes the soft keywords.
  var beginsExpression: Bool {
    switch self {
    case .name, .number, .string, .fstringStart, .false_, .none_, .true_, .await_, .lambda_, .not_,
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
    case 0x46616c7365: .false_
    case 0x4e6f6e65: .none_
    case 0x54727565: .true_
    case 0x616e64: .and_
    case 0x6173: .as_
    case 0x617373657274: .assert_
    case 0x6173796e63: .async_
    case 0x6177616974: .await_
    case 0x627265616b: .break_
    case 0x636c617373: .class_
    case 0x636f6e74696e7565: .continue_
    case 0x646566: .def_
    case 0x64656c: .del_
    case 0x656c6966: .elif_
    case 0x656c7365: .else_
    case 0x657863657074: .except_
    case 0x66696e616c6c79: .finally_
    case 0x666f72: .for_
    case 0x66726f6d: .from_
    case 0x676c6f62616c: .global_
    case 0x6966: .if_
    case 0x696d706f7274: .import_
    case 0x696e: .in_
    case 0x6973: .is_
    case 0x6c616d626461: .lambda_
    case 0x6e6f6e6c6f63616c: .nonlocal_
    case 0x6e6f74: .not_
    case 0x6f72: .or_
    case 0x70617373: .pass_
    case 0x7261697365: .raise_
    case 0x72657475726e: .return_
    case 0x747279: .try_
    case 0x7768696c65: .while_
    case 0x77697468: .with_
    case 0x7969656c64: .yield_
    default: .name
    }
  }
}

/// Words that are keywords in some places only, as `PythonLexer.key` holds them.
enum PythonSoftKeyword {
  static let match: UInt64 = 0x6d61746368
  static let case_: UInt64 = 0x63617365
  static let type: UInt64 = 0x74797065
  static let underscore: UInt64 = 0x5f
  static let print: UInt64 = 0x7072696e74
  static let exec: UInt64 = 0x65786563
}
