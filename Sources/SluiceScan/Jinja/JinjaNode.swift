/// One expression or statement of a template.
package struct JinjaNode: Hashable, Sendable {
  /// A position in `JinjaTemplate.nodes`. Children come before their parents.
  package struct ID: Hashable, Sendable {
    /// From 0.
    package var index: Int
  }

  /// Whether a name is read, written, or stands for an argument.
  package enum Access: Hashable, Sendable { case load, store, parameter }

  /// A value that is written out.
  package enum Constant: Hashable, Sendable {
    case none
    case boolean(Bool)
    /// `nil` where `Int` is too small.
    case integer(Int?)
    case float(Double)
    case string(String)
  }

  /// An operator between two expressions; comparisons are a kind of their own.
  package enum BinaryOperator: Hashable, Sendable {
    case add, subtract, multiply, divide, floorDivide, remainder, power, and, or
  }

  /// An operator of a comparison; several may follow each other.
  package enum Comparison: Hashable, Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contained, notContained
  }

  /// An operator before its expression.
  package enum UnaryOperator: Hashable, Sendable { case negative, positive, not }

  /// What stands between the parentheses of a call, a filter or a test, in order.
  package struct Argument: Hashable, Sendable {
    /// How an argument is passed.
    package enum Form: Hashable, Sendable {
      case positional
      case keyword(String)
      case unpackedSequence, unpackedMapping
    }
    /// How it is passed.
    package var form: Form
    /// The expression that is passed.
    package var value: ID
  }

  /// One `if`, `elif` arm: its test and its body.
  package struct Arm: Hashable, Sendable {
    /// The condition.
    package var test: ID
    /// The statements and texts in order.
    package var body: [ID]
  }

  /// `name` or `name as alias` of a `from … import`.
  package struct ImportedName: Hashable, Sendable {
    /// What is imported.
    package var name: String
    /// The name it gets; the same without `as`.
    package var alias: String
  }

  /// What a node is, with its children.
  package indirect enum Kind: Hashable, Sendable {
    case constant(Constant)
    case name(String, Access)
    /// `namespace.attribute` as a target of `set`.
    case namespaceReference(String, attribute: String)
    case tuple([ID])
    case list([ID])
    /// Keys and values in turn.
    case dictionary([ID])
    case attribute(of: ID, name: String, nameRange: Range<Int>)
    case item(of: ID, ID)
    case slice(start: ID?, stop: ID?, step: ID?)
    case call(ID, [Argument])
    /// `nil` is the block's own text, in `{% filter %}` and `{% set x | … %}`.
    case filter(ID?, name: String, [Argument])
    case test(ID, name: String, [Argument])
    case unary(UnaryOperator, ID)
    case binary(BinaryOperator, ID, ID)
    /// The first operand and the ones behind each operator; one operator less.
    case comparison([ID], [Comparison])
    case concatenation([ID])
    case conditional(test: ID, then: ID, otherwise: ID?)

    case text
    case output([ID])
    case set(target: ID, value: ID)
    case setBlock(target: ID, filter: ID?, body: [ID])
    case loop(target: ID, over: ID, test: ID?, body: [ID], otherwise: [ID], isRecursive: Bool)
    case condition([Arm], otherwise: [ID])
    case macro(name: String, parameters: [ID], defaults: [ID], body: [ID])
    case callBlock(call: ID, parameters: [ID], defaults: [ID], body: [ID])
    case filterBlock(filter: ID, body: [ID])
    case with(targets: [ID], values: [ID], body: [ID])
    case autoescape(ID, body: [ID])
    case block(name: String, body: [ID], isScoped: Bool, isRequired: Bool)
    case extends(ID)
    case include(ID, ignoresMissing: Bool, withContext: Bool)
    case importTemplate(ID, alias: String, withContext: Bool)
    case importNames(ID, [ImportedName], withContext: Bool)
    /// `{% raise … %}`, which Ploomber adds to Jinja.
    case raise(ID)
  }

  /// What the node is.
  package var kind: Kind
  /// Offsets into the template's text.
  package var range: Range<Int>
  /// One more than the deepest child's; at most `JinjaParser.depthLimit`.
  package var depth: Int
}

extension JinjaNode.Kind {
  /// Every node directly below, in the order of the source but for loops' and arms' bodies.
  package var children: [JinjaNode.ID] {
    switch self {
    case .constant, .name, .namespaceReference, .text: []
    case .tuple(let items), .list(let items), .dictionary(let items),
      .comparison(let items, _), .concatenation(let items), .output(let items):
      items
    case .slice(let start, let stop, let step): [start, stop, step].compactMap { $0 }
    case .attribute(let target, _, _): [target]
    case .item(let target, let key): [target, key]
    case .call(let target, let arguments): [target] + arguments.map(\.value)
    case .filter(let target, _, let arguments):
      (target.map { [$0] } ?? []) + arguments.map(\.value)
    case .test(let target, _, let arguments): [target] + arguments.map(\.value)
    case .unary(_, let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .conditional(let test, let then, let otherwise):
      [test, then] + (otherwise.map { [$0] } ?? [])
    case .set(let target, let value): [target, value]
    case .setBlock(let target, let filter, let body):
      [target] + (filter.map { [$0] } ?? []) + body
    case .loop(let target, let over, let test, let body, let otherwise, _):
      [target, over] + (test.map { [$0] } ?? []) + body + otherwise
    case .condition(let arms, let otherwise):
      arms.flatMap { [$0.test] + $0.body } + otherwise
    case .macro(_, let parameters, let defaults, let body): parameters + defaults + body
    case .callBlock(let call, let parameters, let defaults, let body):
      [call] + parameters + defaults + body
    case .filterBlock(let filter, let body): [filter] + body
    case .with(let targets, let values, let body): targets + values + body
    case .autoescape(let option, let body): [option] + body
    case .block(_, let body, _, _): body
    case .extends(let template), .include(let template, _, _),
      .importTemplate(let template, _, _), .importNames(let template, _, _):
      [template]
    case .raise(let message): [message]
    }
  }
}
