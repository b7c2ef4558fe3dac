import SluiceCore

/// How Ploomber sets Jinja up in one place or another.
package struct TemplateEnvironment: Hashable, Sendable {
  /// Which marks set code apart.
  package var delimiters: JinjaDelimiters
  /// Whether an undefined name fails already when it is printed or tested.
  package var isStrict: Bool
  /// Whether the statement `raise` exists.
  package var allowsRaise: Bool
  /// What `get_key(path, key)` is: a function in the sources of tasks, and no name elsewhere.
  package var hasGetKey: Bool

  package init(
    delimiters: JinjaDelimiters = .standard, isStrict: Bool, allowsRaise: Bool = false,
    hasGetKey: Bool = false
  ) {
    self.delimiters = delimiters
    self.isStrict = isStrict
    self.allowsRaise = allowsRaise
    self.hasGetKey = hasGetKey
  }

  /// SQL and shell sources.
  package static let source = TemplateEnvironment(
    isStrict: true, allowsRaise: true, hasGetKey: true)
  /// Values of `pipeline.yaml`.
  package static let specification = TemplateEnvironment(isStrict: true)
  /// Values of `env.yaml`.
  package static let environmentFile = TemplateEnvironment(isStrict: false)
  /// Names and products of a grid: `[[parameter]]`.
  package static let grid = TemplateEnvironment(delimiters: .runtime, isStrict: false)
}

/// How much a template may use up, so that every one of them ends soon.
package struct TemplateLimits: Hashable, Sendable {
  /// Evaluated nodes and items of loops.
  package var steps: Int
  /// Scalars in all texts and lists that are made, the result included.
  package var size: Int
  /// Macros, blocks and loops inside one another.
  package var depth: Int

  package init(
    steps: Int = Limit.templateSteps.value, size: Int = Limit.templateText.value, depth: Int = 80
  ) {
    self.steps = steps
    self.size = size
    self.depth = depth
  }
}

/// A template that includes, imports or `extends` lead to.
package struct LoadedTemplate: Sendable {
  /// What messages call it, and `TemplateFailure.template`.
  package var name: String
  /// Its parsed text.
  package var template: JinjaTemplate

  package init(name: String, template: JinjaTemplate) {
    self.name = name
    self.template = template
  }
}

/// Finds a template by the name that an include gives; `nil` if there is none.
package typealias TemplateLoader = (String) -> LoadedTemplate?

/// The text that a template makes of `values`, as Ploomber would render it: the same text, or else why
/// there is none. Nothing is run but the template itself, and no file is read but through `loader`.
/// Deterministic, total, bounded by `limits`.
///
/// A SQL source is rendered with `product`, `upstream` (a `TemplateObject` whose `items` are the
/// products by the tasks' names) and the task's params:
///
///     let product = TemplateValue.object(TemplateObject(
///       typeName: "SQLiteRelation", text: "clean",
///       attributes: ["name": .string("clean"), "schema": .null, "kind": .string("table")]))
///     renderTemplate(bytes, values: ["product": product, "upstream": upstream, "n": .integer("5")])
package func renderTemplate(
  _ bytes: [UInt8], values: [String: TemplateValue], environment: TemplateEnvironment = .source,
  limits: TemplateLimits = TemplateLimits(), loader: TemplateLoader? = nil
) -> Result<String, TemplateFailure> {
  renderTemplate(
    JinjaTemplate(bytes, delimiters: environment.delimiters), values: values,
    environment: environment, limits: limits, loader: loader)
}

/// As the other `renderTemplate`, of a template that is parsed already.
package func renderTemplate(
  _ template: JinjaTemplate, values: [String: TemplateValue],
  environment: TemplateEnvironment = .source, limits: TemplateLimits = TemplateLimits(),
  loader: TemplateLoader? = nil
) -> Result<String, TemplateFailure> {
  if let error = template.errors.first {
    return .failure(
      TemplateFailure(
        .error(type: "TemplateSyntaxError", message: error.message), range: error.range))
  }
  let evaluator = JinjaEvaluator(
    RunningTemplate(name: nil, parsed: template), environment: environment, limits: limits,
    loader: loader)
  defer { evaluator.finish() }
  do throws(TemplateFailure) {
    return .success(String(scalars: try evaluator.render(values)))
  } catch {
    return .failure(evaluator.placed(error))
  }
}
