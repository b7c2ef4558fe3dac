/// One node of a `PythonTree`: fixed size, its children in the tree's `links`. The kinds are those of
/// CPython's `ast`, with lists as nodes of their own where a node has several of them.
package struct PythonNode: Hashable, Sendable, BitwiseCopyable {
  /// What the node is, and how its children are to be read.
  package var kind: PythonNodeKind
  /// What the kind needs: a `PythonOperator`, a `PythonContext`, or flags; see `PythonNodeKind`.
  package var detail: UInt8
  /// Whether the expression stands in parentheses: a tuple's and a generator's belong to its range,
  /// all others do not.
  package var isParenthesized: Bool
  /// Whether it is part of an expression that does nothing with names but read or bind them in the order
  /// of its text, as far as no string in it is an annotation; see `PythonNodeKind.isPlain`.
  var isPlain = false
  /// Offset of the first byte in the tree's text.
  package var start: UInt32
  /// Offset after the last byte.
  package var end: UInt32
  /// Position of the first child in `links`.
  package var firstLink: UInt32
  /// The number of children.
  package var linkCount: UInt32
  /// What the kind needs, mostly the offset of a name; see `PythonNodeKind`.
  package var payload: UInt32
  /// The node's name as a number of the tree's `symbols`; 0 if it has none. Dotted names have none.
  var symbol: UInt32 = 0

  /// The node's bytes in the tree's text.
  package var range: Range<Int> { Int(start)..<Int(max(start, end)) }
}

/// The kinds, with the children in order. `?` may be the node 0, which is `missing`; `…` is any
/// number. "name at payload" means the offset where an identifier begins, 0 for none.
package enum PythonNodeKind: UInt8, Hashable, Sendable, BitwiseCopyable {
  /// Node 0, for every child that is not there.
  case missing
  /// statement…
  case module, block
  /// Any…: decorators (range from the first `@`), bases and keywords, with items, cases, handlers.
  case list

  /// decorators?, type parameters?, arguments, returns?, block. Name at payload. Detail 1: async.
  case functionDef
  /// decorators?, type parameters?, arguments (a list)?, block. Name at payload.
  case classDef
  /// value?
  case returnStatement
  /// target…
  case deleteStatement
  /// target…, value
  case assign
  /// target, value. Detail: operator.
  case augmentedAssign
  /// target, annotation, value?. Detail 1: a plain name without parentheses.
  case annotatedAssign
  /// name, type parameters?, value
  case typeAlias
  /// target, iterable, block, else block?. Detail 1: async.
  case forStatement
  /// test, block, else block?
  case whileStatement, ifStatement
  /// list of with items, block. Detail 1: async.
  case withStatement
  /// context expression, target?
  case withItem
  /// subject, list of cases
  case matchStatement
  /// pattern, guard?, block
  case matchCase
  /// exception?, cause?
  case raiseStatement
  /// block, list of handlers?, else block?, finally block?. Detail 1: `except*`.
  case tryStatement
  /// type?, block. Name at payload.
  case exceptHandler
  /// test, message?
  case assertStatement
  /// alias…
  case importStatement
  /// dotted name?, alias…. Payload: the number of leading dots.
  case importFrom
  /// dotted name (or `*`). Name after `as` at payload.
  case alias
  /// Names and dots, perhaps with space between them.
  case dottedName
  /// identifier…
  case globalStatement, nonlocalStatement
  case identifier
  /// value
  case expressionStatement
  case passStatement, breakStatement, continueStatement
  /// A line that IPython reads, not Python.
  case magic
  /// statement…: what could not be parsed, and the block below it.
  case error

  /// value…. Detail: operator.
  case booleanOperation
  /// target, value
  case namedExpression
  /// left, right. Detail: operator.
  case binaryOperation
  /// operand. Detail: operator.
  case unaryOperation
  /// arguments, body
  case lambda
  /// test, value if true, value if false
  case conditional
  /// (key?, value)…: no key before `**mapping`
  case dictionary
  /// element…
  case set
  /// element, comprehension…
  case listComprehension, setComprehension, generator
  /// key, value, comprehension…
  case dictionaryComprehension
  /// target, iterable, condition…. Detail 1: async.
  case comprehension
  /// value
  case awaitExpression
  /// value?
  case yieldExpression
  /// value
  case yieldFrom
  /// left, comparator…; their operators follow in `links`, one less than the children.
  case compare
  /// callee, argument or keyword…
  case call
  /// value. Name at the node's start; detail 1: `**mapping`.
  case keyword
  /// string, stringText, replacementField…. Detail 1: a template string.
  case joinedString
  /// The text between an f-string's fields. Detail 1: raw; 2: in a format specification.
  case stringText
  /// expression, format specification (a joinedString)?. Detail: conversion letter or 0. Payload:
  /// the offset after `=` and the space behind it, 0 without `=`. Behind the children in `links`
  /// stands the offset where the literal begins.
  case replacementField
  /// One literal or several in a row. Detail: `PythonStringFlags`. Payload: how many literals.
  case string
  case number
  case trueLiteral, falseLiteral, noneLiteral, ellipsis
  /// value. Name at payload. Detail: context.
  case attribute
  /// value, slice. Detail: context.
  case subscripted
  /// value. Detail: context.
  case starred
  /// Detail: context.
  case name
  /// element…. Detail: context.
  case listDisplay, tuple
  /// lower?, upper?, step?
  case slice

  /// parameter…
  case arguments
  /// annotation?, default?. Name at the node's start, whose end is payload. Detail:
  /// `PythonParameterKind`.
  case parameter

  /// expression
  case matchValue
  /// Detail 0 None, 1 True, 2 False.
  case matchSingleton
  /// pattern…
  case matchSequence
  /// (key, pattern)…. Name after `**` at payload.
  case matchMapping
  /// class expression, pattern or keyword pattern…
  case matchClass
  /// pattern. Name at the node's start.
  case keywordPattern
  /// Name at payload, 0 for `*_`.
  case matchStar
  /// pattern?. Name at payload, 0 for `_`.
  case matchAs
  /// pattern…
  case matchOr

  /// bound?, default?. Name at payload.
  case typeVariable, parameterSpecification, typeVariableTuple
}

extension PythonNodeKind {
  /// Whether a node of this kind only evaluates its children in the order of the text, and reads or binds
  /// names. Every other kind makes all that is around it more than plain.
  var isPlain: Bool {
    switch self {
    case .missing, .name, .number, .string, .stringText, .joinedString, .replacementField,
      .trueLiteral, .falseLiteral, .noneLiteral, .ellipsis, .attribute, .subscripted, .slice,
      .starred, .call, .keyword, .booleanOperation, .binaryOperation, .unaryOperation, .compare,
      .tuple, .listDisplay, .dictionary, .set:
      true
    default: false
    }
  }
}

/// How an expression is used: `Load`, `Store` and `Del` of CPython's `ast`.
package enum PythonContext: UInt8, Hashable, Sendable {
  case load, store, delete
}

/// The kinds of parameters, in the order of a signature.
package enum PythonParameterKind: UInt8, Hashable, Sendable {
  case positionalOnly, normal, variadicPositional, keywordOnly, variadicKeyword
}

/// Every operator of an expression or an augmented assignment.
package enum PythonOperator: UInt8, Hashable, Sendable {
  case or, and
  case add, subtract, multiply, matrixMultiply, divide, modulo, power, leftShift, rightShift
  case bitOr, bitXor, bitAnd, floorDivide
  case invert, not, plus, minus
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, `is`, isNot, `in`, notIn
}

/// What is said before the quote of the first literal of a `string` node.
package struct PythonStringFlags: OptionSet, Hashable, Sendable {
  /// The flags, one to a bit.
  package let rawValue: UInt8

  /// The flags that are set in `rawValue`.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `b'…'`
  package static let bytes = PythonStringFlags(rawValue: 1)
  /// `u'…'`
  package static let unicodePrefix = PythonStringFlags(rawValue: 2)
  /// `r'…'`
  package static let raw = PythonStringFlags(rawValue: 4)
}
