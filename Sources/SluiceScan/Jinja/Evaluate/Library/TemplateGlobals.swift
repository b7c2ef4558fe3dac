/// The names that every template knows.
extension JinjaEvaluator {
  func makeGlobals() -> [String: JinjaValue] {
    var globals = standardGlobals
    if environment.hasGetKey {
      globals["get_key"] = .object(
        JinjaFunction("get_key") { (_, _) throws(TemplateFailure) in
          throw .undecided("what 'get_key' reads from a file")
        })
    }
    return globals
  }

  private var standardGlobals: [String: JinjaValue] {
    [
      "range": .object(
        JinjaFunction("range") { (arguments, evaluator) throws(TemplateFailure) in
          try evaluator.range(arguments)
        }),
      "dict": .object(
        JinjaFunction("dict") { (arguments, evaluator) throws(TemplateFailure) in
          let dictionary = JinjaDictionary()
          try evaluator.fill(dictionary, from: arguments, "dict")
          return .dictionary(dictionary)
        }),
      "namespace": .object(
        JinjaFunction("namespace") { (arguments, evaluator) throws(TemplateFailure) in
          let attributes = JinjaDictionary()
          try evaluator.fill(attributes, from: arguments, "dict")
          return .object(JinjaNamespace(attributes))
        }),
      "cycler": .object(
        JinjaFunction("cycler") { (arguments, _) throws(TemplateFailure) in
          guard let unknown = arguments.keywords.first else {
            guard !arguments.positional.isEmpty else {
              throw .error("RuntimeError", "at least one item has to be provided")
            }
            return .object(JinjaCycler(arguments.positional))
          }
          throw .type("Cycler.__init__() got an unexpected keyword argument '\(unknown.name)'")
        }),
      "joiner": .object(
        JinjaFunction("joiner") { (arguments, _) throws(TemplateFailure) in
          .object(JinjaJoiner(try arguments.bound("joiner", ["sep"])[0] ?? .string(", ")))
        }),
      "lipsum": .object(
        JinjaFunction("lipsum") { (_, _) throws(TemplateFailure) in
          throw .undecided("the random text of 'lipsum'")
        }),
    ]
  }

  private func range(_ arguments: JinjaArguments) throws(TemplateFailure) -> JinjaValue {
    guard arguments.keywords.isEmpty else { throw .type("range() takes no keyword arguments") }
    guard let first = arguments.positional.first else {
      throw .type("range expected at least 1 argument, got 0")
    }
    guard arguments.positional.count <= 3 else {
      throw .type("range expected at most 3 arguments, got \(arguments.positional.count)")
    }
    let start = try index(first)
    guard arguments.positional.count > 1 else {
      return .object(JinjaRange(start: 0, stop: start, step: 1))
    }
    let stop = try index(arguments.positional[1])
    let step = arguments.positional.count > 2 ? try index(arguments.positional[2]) : 1
    guard step != 0 else { throw .value("range() arg 3 must not be zero") }
    return .object(JinjaRange(start: start, stop: stop, step: step))
  }
}
