/// A macro, or the body of a `call`.
final class JinjaMacro: JinjaObject {
  let name: String?
  private let id: JinjaNode.ID
  private let template: RunningTemplate
  private let frame: JinjaFrame
  private let symbols: JinjaSymbols
  private let names: [String]
  private let defaults: [JinjaNode.ID]
  private let body: [JinjaNode.ID]
  private let escapes: Bool

  init(
    _ name: String?, _ id: JinjaNode.ID, in template: RunningTemplate, _ frame: JinjaFrame,
    names: [String], defaults: [JinjaNode.ID], body: [JinjaNode.ID], escapes: Bool
  ) {
    self.name = name
    self.id = id
    self.template = template
    self.frame = frame
    self.names = names
    self.defaults = defaults
    self.body = body
    self.escapes = escapes
    symbols = template.symbols(.init(node: id.index, part: .whole), in: frame.symbols)
  }

  private func takes(_ special: String) -> Bool {
    symbols.loads[special] == .parameter && !names.contains(special)
  }

  private var words: String { name.map { "'\($0)'" } ?? "None" }

  override var typeName: String { "Macro" }
  override var typeWords: String { "jinja2.runtime.Macro object" }
  override var isCallable: Bool { true }
  override var showsText: Bool { true }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? {
    Array("<Macro \(name.map { "'\($0)'" } ?? "anonymous")>".unicodeScalars)
  }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    switch name {
    case "name": self.name.map { .string($0) } ?? .null
    case "arguments": .tuple(names.map { .string($0) })
    case "catch_kwargs": .boolean(takes("kwargs"))
    case "catch_varargs": .boolean(takes("varargs"))
    case "caller": .boolean(symbols.loads["caller"] == .parameter)
    default: nil
    }
  }

  override func call(
    _ arguments: JinjaArguments, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue {
    let inner = JinjaFrame(symbols: symbols, parent: frame, context: frame.context)
    inner.checksOutput = false
    var keywords = arguments.keywords
    func taken(_ name: String) -> JinjaValue? {
      guard let index = keywords.firstIndex(where: { $0.name == name }) else { return nil }
      return keywords.remove(at: index).value
    }
    let given = arguments.positional.prefix(names.count)
    for (name, value) in zip(names, given) { inner.values[name] = value }
    for name in names.dropFirst(given.count) { inner.values[name] = taken(name) }
    if takes("caller") {
      inner.values["caller"] =
        taken("caller") ?? evaluator.undefined(name: "caller", message: "No caller defined")
    }
    if takes("kwargs") {
      let rest = JinjaDictionary()
      for keyword in keywords { try rest.set(.string(keyword.name), keyword.value) }
      inner.values["kwargs"] = .dictionary(rest)
    } else if let first = keywords.first {
      throw .type(
        keywords.contains { $0.name == "caller" }
          ? "macro \(words) was invoked with two values for the special caller argument. This is"
            + " most likely a bug." : "macro \(words) takes no keyword argument '\(first.name)'")
    }
    if takes("varargs") {
      inner.values["varargs"] = .tuple(Array(arguments.positional.dropFirst(names.count)))
    } else if arguments.positional.count > names.count {
      throw .type("macro \(words) takes not more than \(names.count) argument(s)")
    }
    let atCall = evaluator.escapes
    defer { evaluator.escapes = atCall }
    let text = try evaluator.nested { () throws(TemplateFailure) in
      try evaluator.inside(template) { () throws(TemplateFailure) in
        evaluator.escapes = escapes
        inner.enter()
        try fillDefaults(inner, evaluator)
        return try evaluator.deeper { () throws(TemplateFailure) in
          try evaluator.captured(body, inner)
        }
      }
    }
    return atCall ? .markup(text) : .string(text)
  }

  private func fillDefaults(
    _ inner: JinjaFrame, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) {
    let first = names.count - defaults.count
    for (index, name) in names.enumerated() where inner.values[name] == nil {
      evaluator.here = id
      inner.values[name] =
        index >= first
        ? try evaluator.evaluate(defaults[index - first], inner)
        : evaluator.undefined(name: name, message: "parameter '\(name)' was not provided")
    }
  }
}

extension JinjaEvaluator {
  func macro(
    _ id: JinjaNode.ID, name: String?, _ parameters: [JinjaNode.ID], _ defaults: [JinjaNode.ID],
    _ body: [JinjaNode.ID], _ frame: JinjaFrame
  ) -> JinjaMacro {
    let names = parameters.compactMap { parameter -> String? in
      guard case .name(let name, _) = template.parsed[parameter].kind else { return nil }
      return name
    }
    keep(frame)
    return JinjaMacro(
      name, id, in: template, frame, names: names, defaults: defaults, body: body,
      escapes: escapes)
  }
}
