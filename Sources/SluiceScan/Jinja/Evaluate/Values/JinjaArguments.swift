/// What a call passes.
struct JinjaArguments {
  var positional: [JinjaValue] = []
  /// In order; no name comes twice.
  var keywords: [(name: String, value: JinjaValue)] = []

  /// The arguments in the order of `names`, as Python binds them; `nil` where one is left out.
  /// `required` of them must be there, and the first `positionalOnly` cannot be named.
  func bound(
    _ function: String, _ names: [String], required: Int = 0, positionalOnly: Int = 0
  ) throws(TemplateFailure) -> [JinjaValue?] {
    guard positional.count <= names.count else {
      throw .type(
        "\(function)() takes at most \(names.count) arguments (\(positional.count) given)")
    }
    var bound: [JinjaValue?] = positional.map { $0 }
    bound += [JinjaValue?](repeating: nil, count: names.count - positional.count)
    for keyword in keywords {
      guard let index = names.firstIndex(of: keyword.name), index >= positionalOnly else {
        throw .type("\(function)() got an unexpected keyword argument '\(keyword.name)'")
      }
      if index < positional.count {
        throw .type("\(function)() got multiple values for argument '\(keyword.name)'")
      }
      bound[index] = keyword.value
    }
    for index in 0..<required where bound[index] == nil {
      throw .type("\(function)() missing required argument: '\(names[index])'")
    }
    return bound
  }

  func inserting(_ value: JinjaValue) -> JinjaArguments {
    JinjaArguments(positional: [value] + positional, keywords: keywords)
  }
}

/// A function or a bound method.
final class JinjaFunction: JinjaObject {
  typealias Body = (JinjaArguments, JinjaEvaluator) throws(TemplateFailure) -> JinjaValue
  let name: String
  private let body: Body

  init(_ name: String, _ body: @escaping Body) {
    self.name = name
    self.body = body
  }

  override var typeName: String { "builtin_function_or_method" }
  override var isCallable: Bool { true }
  override func call(
    _ arguments: JinjaArguments, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue {
    try body(arguments, evaluator)
  }
}
