/// A string as Python has it: a list of scalars, so that positions and equality are Python's.
typealias JinjaText = [Unicode.Scalar]

/// A value while a template runs, with Python's meaning. Lists, dictionaries and objects have an
/// identity, as in Python; no value leaves the evaluator.
enum JinjaValue {
  case undefined(JinjaUndefined)
  /// See `TemplateValue.later`; every use of it fails.
  case later(String)
  case null
  case boolean(Bool)
  case integer(Int)
  /// Never a value that `Int` can hold.
  case big(BigInteger)
  case float(Double)
  case string(JinjaText)
  /// Text that is safe in HTML: markupsafe's `Markup`.
  case markup(JinjaText)
  case list(JinjaList)
  case tuple([JinjaValue])
  case dictionary(JinjaDictionary)
  case object(JinjaObject)

  static func string(_ text: String) -> JinjaValue { .string(Array(text.unicodeScalars)) }

  static func integer(_ value: BigInteger) -> JinjaValue {
    value.int.map { .integer($0) } ?? .big(value)
  }

  /// The scalars of a string, safe or not.
  var text: JinjaText? {
    switch self {
    case .string(let text), .markup(let text): text
    case .undefined, .later, .null, .boolean, .integer, .big, .float, .list, .tuple, .dictionary,
      .object:
      nil
    }
  }

  var isMarkup: Bool { if case .markup = self { true } else { false } }
  var isUndefined: Bool { if case .undefined = self { true } else { false } }
  var isNull: Bool { if case .null = self { true } else { false } }

  /// Python's `type(value).__name__`.
  var typeName: String {
    switch self {
    case .undefined(let undefined): undefined.isStrict ? "StrictUndefined" : "Undefined"
    case .later: "object"
    case .null: "NoneType"
    case .boolean: "bool"
    case .integer, .big: "int"
    case .float: "float"
    case .string: "str"
    case .markup: "Markup"
    case .list: "list"
    case .tuple: "tuple"
    case .dictionary: "dict"
    case .object(let object): object.typeName
    }
  }

  /// How Jinja names the type where an attribute is missing.
  var typeWords: String {
    switch self {
    case .null: "None"
    case .undefined: "jinja2.runtime.\(typeName) object"
    case .markup: "markupsafe.Markup object"
    case .object(let object): object.typeWords
    case .later, .boolean, .integer, .big, .float, .string, .list, .tuple, .dictionary:
      "\(typeName) object"
    }
  }
}

/// A name, an attribute or an item that is not there.
final class JinjaUndefined {
  /// The name that was looked up, as far as it is a text.
  let name: String
  /// Jinja's words.
  let message: String
  /// Whether printing and testing it fail too.
  let isStrict: Bool
  /// Where it was looked up.
  let template: String?
  let range: Range<Int>

  init(name: String, message: String, isStrict: Bool, template: String?, range: Range<Int>) {
    self.name = name
    self.message = message
    self.isStrict = isStrict
    self.template = template
    self.range = range
  }

  var failure: TemplateFailure {
    TemplateFailure(.undefined(name: name, message: message), template: template, range: range)
  }
}

/// Python's list: shared by all that hold it.
final class JinjaList {
  var items: [JinjaValue]
  init(_ items: [JinjaValue]) { self.items = items }
}

/// What is neither a number, a text nor a container: functions, loops, macros, iterators, host objects.
/// Every default says what Python says of an object without the ability.
class JinjaObject {
  var typeName: String { "object" }
  var typeWords: String { "\(typeName) object" }
  var isTrue: Bool { true }
  var isCallable: Bool { false }
  var isMapping: Bool { false }
  var isSequence: Bool { false }
  var isIterable: Bool { false }
  /// Whether `repr` gives what `str` gives.
  var showsText: Bool { false }
  /// `nil` where Python's `len` fails.
  func length(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> Int? { nil }

  /// What stands behind a dot; `nil` if there is no such attribute.
  func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? { nil }

  /// What stands in brackets; `nil` if there is no such item, or there are no items at all.
  func item(
    _ key: JinjaValue, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? { nil }

  func call(
    _ arguments: JinjaArguments, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue {
    throw .type("'\(typeName)' object is not callable")
  }

  func iterator(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaIterator {
    throw .type("'\(typeName)' object is not iterable")
  }

  /// `nil` where Python would print an address.
  func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? { nil }

  func equals(
    _ other: JinjaObject, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> Bool { self === other }
}

/// An iterator, or a generator: it gives each item once, and nothing is computed before it is asked for.
final class JinjaIterator: JinjaObject {
  private let next: () throws(TemplateFailure) -> JinjaValue?
  private let name: String
  private var isDone = false

  init(_ name: String, _ next: @escaping () throws(TemplateFailure) -> JinjaValue?) {
    self.name = name
    self.next = next
  }

  convenience init(_ items: [JinjaValue], name: String = "list_iterator") {
    var index = 0
    self.init(name) { () throws(TemplateFailure) in
      guard index < items.count else { return nil }
      index += 1
      return items[index - 1]
    }
  }

  /// The next item; `nil` at the end and ever after.
  func pull(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaValue? {
    guard !isDone else { return nil }
    try evaluator.step()
    let item = try next()
    isDone = item == nil
    return item
  }

  override var typeName: String { name }
  override var isIterable: Bool { true }
  override func iterator(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaIterator {
    self
  }
}
