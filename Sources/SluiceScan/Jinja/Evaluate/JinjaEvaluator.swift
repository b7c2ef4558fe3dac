/// Runs one template. Names are resolved as Jinja's compiler resolves them (see `JinjaSymbols`);
/// everything else is Python's meaning of the expressions.
final class JinjaEvaluator {
  let environment: TemplateEnvironment
  private let limits: TemplateLimits
  private let loader: TemplateLoader?
  private var stepsLeft: Int
  private var sizeLeft: Int
  private var depth = 0
  private var expressionDepth = 0
  private var loaded: [String: RunningTemplate] = [:]
  private var modules: [String: JinjaModule] = [:]
  private lazy var globals = makeGlobals()
  /// Frames that macros hold on to, while they hold the macros.
  private var kept: [JinjaFrame] = []

  /// The template whose code runs, and the node that a failure is about.
  var template: RunningTemplate
  var here = JinjaNode.ID(index: 0)
  /// Whether `autoescape` is on.
  var escapes = false

  init(
    _ template: RunningTemplate, environment: TemplateEnvironment, limits: TemplateLimits,
    loader: TemplateLoader?
  ) {
    self.template = template
    self.environment = environment
    self.limits = limits
    self.loader = loader
    stepsLeft = limits.steps
    sizeLeft = limits.size
  }

  func render(_ values: [String: TemplateValue]) throws(TemplateFailure) -> JinjaText {
    var parent: [String: JinjaValue] = [:]
    for (name, value) in values { parent[name] = try JinjaValue(value) }
    let context = JinjaContext(parent: parent, self)
    var output: JinjaText = []
    try run(template, context, into: &output)
    return output
  }

  /// Notes a frame that a macro needs as long as it can be called.
  func keep(_ frame: JinjaFrame) { kept.append(frame) }

  /// Lets go of everything: macros and the names around them hold each other.
  func finish() {
    for frame in kept {
      frame.values = [:]
      frame.context.variables = [:]
    }
    kept = []
    modules = [:]
  }

  /// What the name means in every template; most templates ask for none.
  func global(_ name: String) -> JinjaValue? {
    guard jinjaGlobals.contains(name) || (environment.hasGetKey && name == "get_key") else {
      return nil
    }
    return globals[name]
  }

  // MARK: Bounds

  /// Counts one step of work.
  func step() throws(TemplateFailure) {
    stepsLeft -= 1
    guard stepsLeft >= 0 else { throw .undecided("a template that takes too long to render here") }
  }

  /// Counts what is made: `size` scalars or items, of a value that holds `holding` of them.
  func spend(_ size: Int, holding: Int = 0) throws(TemplateFailure) {
    guard size <= sizeLeft, holding <= limits.size else {
      throw .undecided("a template that makes too much text to be rendered here")
    }
    sizeLeft -= size
  }

  /// Runs `body` one level deeper.
  func nested<Value>(
    _ body: () throws(TemplateFailure) -> Value
  ) throws(TemplateFailure) -> Value {
    guard depth < limits.depth else {
      throw .undecided("a template that calls itself too deeply to be rendered here")
    }
    depth += 1
    defer { depth -= 1 }
    return try body()
  }

  /// At most this many expressions and statements inside one another, macros that call each other
  /// included: what a stack of 8 MiB bears even where nothing is optimized.
  private static let deepestExpression = 400

  /// As `nested`, for one expression or statement.
  func deeper<Value>(
    _ body: () throws(TemplateFailure) -> Value
  ) throws(TemplateFailure) -> Value {
    guard expressionDepth < JinjaEvaluator.deepestExpression else {
      throw .undecided("a template that calls itself too deeply to be rendered here")
    }
    expressionDepth += 1
    defer { expressionDepth -= 1 }
    return try body()
  }

  /// The failure with the place where it happened, unless it has one.
  func placed(_ failure: TemplateFailure) -> TemplateFailure {
    var failure = failure
    if failure.range.isEmpty, failure.template == nil {
      failure.template = template.name
      failure.range = template.parsed.nodes.isEmpty ? 0..<0 : template.parsed[here].range
    }
    return failure
  }

  /// Runs `body` as the code of another template, and comes back.
  func inside<Value>(
    _ other: RunningTemplate, _ body: () throws(TemplateFailure) -> Value
  ) throws(TemplateFailure) -> Value {
    let (outer, place) = (template, here)
    template = other
    do throws(TemplateFailure) {
      let value = try body()
      (template, here) = (outer, place)
      return value
    } catch {
      // The place of a failure is where it happened, not where it ends up.
      let failure = placed(error)
      (template, here) = (outer, place)
      throw failure
    }
  }

  // MARK: Other templates

  /// The template of that name, parsed once.
  func load(_ name: String) throws(TemplateFailure) -> RunningTemplate? {
    if let known = loaded[name] { return known }
    guard let loader else { throw .type("no loader for this environment specified") }
    guard let found = loader(name) else { return nil }
    if let error = found.template.errors.first {
      throw TemplateFailure(.brokenTemplate(name: found.name, error))
    }
    let running = RunningTemplate(name: found.name, parsed: found.template)
    loaded[name] = running
    return running
  }

  /// What an import without context gives; made once.
  func module(_ name: String, _ source: RunningTemplate) throws(TemplateFailure) -> JinjaModule {
    if let known = modules[name] { return known }
    let module = try module(source, JinjaContext(parent: [:], self))
    modules[name] = module
    return module
  }

  func module(
    _ source: RunningTemplate, _ context: JinjaContext
  ) throws(TemplateFailure) -> JinjaModule {
    var output: JinjaText = []
    try run(source, context, into: &output)
    var exported: [String: JinjaValue] = [:]
    for name in context.exported { exported[name] = context.variables[name] }
    return JinjaModule(name: source.name ?? "<template>", exported: exported, output: output)
  }

  /// Runs a whole template, its parents included.
  func run(
    _ start: RunningTemplate, _ context: JinjaContext, into output: inout JinjaText
  ) throws(TemplateFailure) {
    register(start, in: context)
    var current: RunningTemplate? = start
    var chain = 0
    while let running = current {
      chain += 1
      guard chain <= 100 else { throw .undecided("templates that extend each other without end") }
      var text: JinjaText = []
      current = try inside(running) { () throws(TemplateFailure) in
        try nested { () throws(TemplateFailure) in
          let frame = JinjaFrame(symbols: running.symbols(), context: context)
          frame.isTopLevel = true
          frame.checksOutput = true
          if running.symbols().loads["self"] == .parameter {
            frame.values["self"] = .object(JinjaSelf(context))
          }
          frame.enter()
          try execute(running.parsed.body, frame, &text)
          return frame.parentTemplate
        }
      }
      output += text
    }
  }

  /// Puts the template's blocks behind those of the templates that extend it.
  func register(_ running: RunningTemplate, in context: JinjaContext) {
    for block in running.blocks {
      context.blocks[block.name, default: []].append((running, block.id))
    }
  }
}

/// A template with what is computed of it once.
final class RunningTemplate {
  let name: String?
  let parsed: JinjaTemplate
  /// Every block, the inner ones too.
  let blocks: [(name: String, id: JinjaNode.ID)]
  private var known: [JinjaSymbols.Place: JinjaSymbols] = [:]

  init(name: String?, parsed: JinjaTemplate) {
    self.name = name
    self.parsed = parsed
    blocks = parsed.nodes.indices.compactMap { index in
      guard case .block(let name, _, _, _) = parsed.nodes[index].kind else { return nil }
      return (name, JinjaNode.ID(index: index))
    }
  }

  /// The names of the outermost scope, or of the scope at `place` inside `parent`.
  func symbols(
    _ place: JinjaSymbols.Place = .init(node: -1, part: .whole), in parent: JinjaSymbols? = nil
  ) -> JinjaSymbols {
    if let symbols = known[place] { return symbols }
    let symbols = JinjaSymbols(of: place, in: parsed, parent: parent)
    known[place] = symbols
    return symbols
  }
}

/// What a template shares with its blocks, and exports.
final class JinjaContext {
  let parent: [String: JinjaValue]
  var variables: [String: JinjaValue] = [:]
  var exported: Set<String> = []
  /// By name, the youngest template's first.
  var blocks: [String: [(template: RunningTemplate, id: JinjaNode.ID)]] = [:]

  /// Owns all contexts, so it outlives them.
  private unowned let evaluator: JinjaEvaluator

  init(parent: [String: JinjaValue], _ evaluator: JinjaEvaluator) {
    self.parent = parent
    self.evaluator = evaluator
  }

  func value(_ name: String) -> JinjaValue? {
    variables[name] ?? parent[name] ?? evaluator.global(name)
  }

  /// All names with their values.
  var all: [String: JinjaValue] { parent.merging(variables) { $1 } }
}

/// What an import gives.
final class JinjaModule: JinjaObject {
  let name: String
  let exported: [String: JinjaValue]
  let output: JinjaText

  init(name: String, exported: [String: JinjaValue], output: JinjaText) {
    self.name = name
    self.exported = exported
    self.output = output
  }

  override var typeName: String { "TemplateModule" }
  override var typeWords: String { "jinja2.environment.TemplateModule object" }
  override func text(_ evaluator: JinjaEvaluator) throws(TemplateFailure) -> JinjaText? { output }
  override func attribute(
    _ name: String, _ evaluator: JinjaEvaluator
  ) throws(TemplateFailure) -> JinjaValue? { exported[name] }
}
