/// A call of a method of `str`.
struct TextCall {
  let name: String
  let arguments: JinjaArguments
  let evaluator: JinjaEvaluator

  init(_ name: String, _ arguments: JinjaArguments, _ evaluator: JinjaEvaluator) {
    self.name = name
    self.arguments = arguments
    self.evaluator = evaluator
  }

  func bound(
    _ names: [String], required: Int = 0, positionalOnly: Int = 0
  ) throws(TemplateFailure) -> [JinjaValue?] {
    try arguments.bound(name, names, required: required, positionalOnly: positionalOnly)
  }

  func text(_ value: JinjaValue?, _ words: String? = nil) throws(TemplateFailure) -> JinjaText {
    if let text = value?.text { return text }
    throw .type(words ?? "\(name)() argument must be str, not \(value?.typeName ?? "NoneType")")
  }

  func integer(_ value: JinjaValue?) throws(TemplateFailure) -> Int {
    try evaluator.index(value ?? .null)
  }

  /// The part of a text that a search looks at; `start` may be behind `end`.
  func range(
    _ start: JinjaValue?, _ end: JinjaValue?, count: Int
  ) throws(TemplateFailure) -> (Int, Int) {
    func place(_ value: JinjaValue?, _ standard: Int) throws(TemplateFailure) -> Int {
      guard let value, !value.isNull else { return standard }
      let index = try integer(value)
      return index < 0 ? max(0, index &+ count) : index
    }
    return (try place(start, 0), min(try place(end, count), count))
  }
}

extension JinjaValue {
  /// The texts in it as `Markup` texts.
  var markedSafe: JinjaValue {
    switch self {
    case .string(let text): .markup(text)
    case .list(let list): .list(JinjaList(list.items.map(\.markedSafe)))
    case .tuple(let items): .tuple(items.map(\.markedSafe))
    case .undefined, .later, .null, .boolean, .integer, .big, .float, .markup, .dictionary,
      .object:
      self
    }
  }
}
