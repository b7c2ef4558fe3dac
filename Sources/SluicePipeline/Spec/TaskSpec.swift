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
  /// How products are read that the source declares.
  package var productRules = ProductRules()
  /// The class of its products: its own, or the one that counts for its class.
  package var productClass: ProductClass?
  /// `product_client` names a client for its products.
  package var hasProductClient = false

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

/// A dotted path that `pipeline.yaml` names beside its tasks: a client, for instance.
package struct DottedReference: Hashable, Sendable {
  /// As written: `clients.get`.
  package var path: String
  /// The path's text.
  package var range: SourceRange
}

/// What the specification says of a task's products beside the products themselves.
package struct ProductRules: Hashable, Sendable {
  /// The task's `product_class`; `nil` where the default of its class holds.
  package var productClass: ProductClass?
  /// The products that are the notebook itself, by their keys.
  package var notebookKeys = ["nb"]
  /// `nbconvert_exporter_name` says what becomes of the notebook, whatever its suffix.
  package var hasExporter = false

  package init() {}
}
