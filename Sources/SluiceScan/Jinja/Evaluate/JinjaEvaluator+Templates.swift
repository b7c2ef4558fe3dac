/// Blocks, `extends`, `include` and `import`.
extension JinjaEvaluator {
  func callBlock(
    _ name: String, isScoped: Bool, isRequired: Bool, _ frame: JinjaFrame,
    _ output: inout JinjaText
  ) throws(TemplateFailure) {
    if frame.isTopLevel, frame.outermost.parentTemplate != nil { return }
    if isRequired, frame.context.blocks[name]?.count ?? 0 <= 1 {
      throw .error("TemplateRuntimeError", "Required block '\(name)' not found")
    }
    var context = frame.context
    if isScoped {
      context = JinjaContext(parent: context.all.merging(frame.locals) { $1 }, self)
      context.blocks = frame.context.blocks
    }
    try write(block(name, at: 0, context), &output)
  }

  /// The text of a block: the youngest template's at 0, its parents' behind.
  func block(
    _ name: String, at position: Int, _ context: JinjaContext
  ) throws(TemplateFailure) -> JinjaText {
    guard let stack = context.blocks[name], position < stack.count else { return [] }
    let (running, id) = stack[position]
    return try nested { () throws(TemplateFailure) in
      try inside(running) { () throws(TemplateFailure) in
        guard case .block(_, let body, _, _) = running.parsed[id].kind else { return [] }
        let symbols = running.symbols(.init(node: id.index, part: .whole))
        let frame = JinjaFrame(symbols: symbols, context: context)
        if symbols.loads["self"] == .parameter {
          frame.values["self"] = .object(JinjaSelf(context))
        }
        if symbols.loads["super"] == .parameter {
          frame.values["super"] =
            position + 1 < stack.count
            ? .object(JinjaBlockReference(name, position + 1, context))
            : undefined(name: "super", message: "there is no parent block called '\(name)'.")
        }
        frame.enter()
        return try deeper { () throws(TemplateFailure) in try captured(body, frame) }
      }
    }
  }

  func extend(_ source: JinjaNode.ID, _ frame: JinjaFrame) throws(TemplateFailure) {
    guard frame.isTopLevel else {
      throw .error("TemplateAssertionError", "cannot use extend from a non top-level scope")
    }
    let outermost = frame.outermost
    guard outermost.parentTemplate == nil else {
      throw .error("TemplateRuntimeError", "extended multiple times")
    }
    let parent = try found(source, frame)
    register(parent, in: frame.context)
    outermost.parentTemplate = parent
  }

  func include(
    _ source: JinjaNode.ID, _ ignoresMissing: Bool, _ withContext: Bool, _ frame: JinjaFrame,
    _ output: inout JinjaText
  ) throws(TemplateFailure) {
    let running: RunningTemplate
    do throws(TemplateFailure) {
      running = try found(source, frame, several: true)
    } catch {
      if ignoresMissing, case .missingTemplate = error.reason { return }
      throw error
    }
    if withContext {
      let context = JinjaContext(parent: frame.context.all.merging(frame.locals) { $1 }, self)
      try run(running, context, into: &output)
    } else {
      try write(module(running.name ?? "", running).output, &output)
    }
  }

  func imported(
    _ source: JinjaNode.ID, _ withContext: Bool, _ frame: JinjaFrame
  ) throws(TemplateFailure) -> JinjaModule {
    let running = try found(source, frame)
    guard withContext else { return try module(running.name ?? "", running) }
    return try module(
      running, JinjaContext(parent: frame.context.all.merging(frame.locals) { $1 }, self))
  }

  /// The template that an expression names; of a list the first that is there.
  private func found(
    _ source: JinjaNode.ID, _ frame: JinjaFrame, several: Bool = false
  ) throws(TemplateFailure) -> RunningTemplate {
    let value = try evaluate(source, frame)
    here = source
    if case .undefined(let undefined) = value { throw undefined.failure }
    var names: [String] = []
    if let text = value.text {
      names = [String(scalars: text)]
    } else if several {
      for item in try items(of: value) {
        if case .undefined(let undefined) = item { throw undefined.failure }
        guard let text = item.text else { throw .undecided("a template that is no text") }
        names.append(String(scalars: text))
      }
      guard !names.isEmpty else {
        throw .error(
          "TemplatesNotFound",
          "Tried to select from an empty list of templates.")
      }
    } else {
      throw .undecided("a template that is no text")
    }
    for name in names {
      if let running = try load(name) { return running }
    }
    throw TemplateFailure(.missingTemplate(names: names))
  }
}

/// `self` in a template: its blocks by name.
final class JinjaSelf: JinjaObject {
  private let context: JinjaContext
  init(_ context: JinjaContext) { self.context = context }

  override var typeName: String { "TemplateReference" }
  override var typeWords: String { "jinja2.runtime.TemplateReference object" }
  override func item(
    _ key: JinjaValue, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    guard let text = key.text, context.blocks[String(scalars: text)] != nil else { return nil }
    return .object(JinjaBlockReference(String(scalars: text), 0, context))
  }
}

/// A block that can be called: `self.name`, `super`.
final class JinjaBlockReference: JinjaObject {
  private let name: String
  private let position: Int
  private let context: JinjaContext

  init(_ name: String, _ position: Int, _ context: JinjaContext) {
    self.name = name
    self.position = position
    self.context = context
  }

  override var typeName: String { "BlockReference" }
  override var typeWords: String { "jinja2.runtime.BlockReference object" }
  override var isCallable: Bool { true }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? {
    switch name {
    case "name": return .string(self.name)
    case "super":
      guard position + 1 < context.blocks[self.name]?.count ?? 0 else {
        return evaluator.undefined(
          name: "super", message: "there is no parent block called '\(self.name)'.")
      }
      return .object(JinjaBlockReference(self.name, position + 1, context))
    default: return nil
    }
  }
  override func call(
    _ arguments: JinjaArguments, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue {
    _ = try arguments.bound(name, [])
    return evaluator.safe(try evaluator.block(name, at: position, context))
  }
}
