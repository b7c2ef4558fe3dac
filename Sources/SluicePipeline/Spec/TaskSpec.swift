package import SluiceCore
package import SluiceScan

/// A task as `pipeline.yaml` declares it, one for each task that a grid makes. Nothing has been
/// read but the specification.
package struct TaskSpec: Hashable, Sendable {
  /// Declared, or taken from the source; of a grid's task with its index.
  package var name: TaskName
  /// The `name` value, or the `source` value that the name is taken from.
  package var nameRange: SourceRange
  /// The task's mapping, dash excluded.
  package var range: SourceRange
  /// `nil` where it can neither be read nor inferred (a finding says so).
  package var taskClass: TaskClass?
  /// Where the code stands.
  package var source: TaskSource
  /// The `source` value.
  package var sourceRange: SourceRange
  /// As declared, placeholders replaced.
  package var products: TaskNode.Products
  /// Where each product stands, in the order of `products`.
  package var productRanges: [SourceRange]
  /// The entries of the task's `upstream` key.
  package var declaredUpstream: [DeclaredUpstream]
  /// In declared order, the grid's own values behind the constants.
  package var params: [ParameterValue.Entry]
  /// `kernelspec_name` says which kernel runs the notebook, whatever the notebook says.
  package var namesKernel: Bool
  /// The position among the tasks of its grid; `nil` outside grids.
  package var gridIndex: Int?
  /// The language of the kernel that `kernelspec_name` names, where the name tells it.
  package var kernel: ScriptScan.Language?
  /// Which of the products are the notebook itself.
  var notebook = NotebookOutput()
  /// The name is no text to Ploomber: a number, a boolean, a date.
  package var isNumberNamed = false
  /// An imported list said which folder the source is in: `source_loader` has no say.
  package var isPlaced = false
  /// The class of its products; `nil` where it can neither be read nor inferred (a finding says so).
  package var productClass: ProductClass?
  /// The task names a client of its own.
  package var hasClient = false
  /// The task names a client for its products.
  package var hasProductClient = false
  /// The key `serializer`, where the task has one with a value.
  package var serializer: SourceRange?
  /// The first key of `on_render`, `on_finish` and `on_failure` that the task has, with a value.
  package var hook: SourceRange?
  /// The keys of `params`; those of the grid are not among them.
  package var paramRanges: [String: SourceRange] = [:]
  /// A key says in which folder the code runs: it may be another than Ploomber's.
  package var runsElsewhere = false
  /// What Ploomber checks of its code, if that is a notebook or a script.
  package var staticAnalysis = StaticAnalysis.regular
  /// Keys of `params` whose values a function returns: what stands in `params` is its path.
  package var undecidedParams: Set<String> = []

  /// One entry of a task's `upstream`.
  package struct DeclaredUpstream: Hashable, Sendable {
    /// A name, or a wildcard.
    package var key: String
    /// The entry's text.
    package var range: SourceRange
  }
}

/// Where a task's code stands.
package enum TaskSource: Hashable, Sendable {
  /// A dotted path: `package.module.function`.
  case function(String)
  /// A path relative to the project's root, normalized.
  case file(String)
  /// A text that is the source itself (an address, a path to copy from).
  case text(String)

  /// As a report shows it.
  package var words: String {
    switch self {
    case .function(let text), .file(let text), .text(let text): text
    }
  }
}
