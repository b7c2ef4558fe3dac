package import SluiceCore

/// The pipeline's tasks and the dependencies between them, grids expanded.
package struct PipelineGraph: Hashable, Sendable {
  /// One dependency, with what proves it.
  package struct Edge: Hashable, Sendable {
    /// Position in `tasks` of the task that is read from.
    package var upstream: Int
    /// The reference, wildcard or declaration that makes the edge.
    package var proof: SourceRange

    package init(upstream: Int, proof: SourceRange) {
      self.upstream = upstream
      self.proof = proof
    }
  }

  /// In declared order.
  package var tasks: [TaskNode]
  /// For every task its edges, one for each task that it reads from, by the upstream's name.
  package var upstream: [[Edge]]
  /// Positions in `tasks`: at each step the ready task that was declared first; those on or behind
  /// a cycle follow in declared order.
  package var order: [Int]
  /// Each strongly connected component of more than one task, and each task that reads from itself:
  /// one path around it, beginning with the task declared first.
  package var cycles: [[Int]]
  /// Wildcards that were left out, because the graph would have had more edges than it may.
  package var unexpanded: [SourceRange]

  package init(
    tasks: [TaskNode], upstream: [[Edge]], order: [Int], cycles: [[Int]],
    unexpanded: [SourceRange] = []
  ) {
    self.tasks = tasks
    self.upstream = upstream
    self.order = order
    self.cycles = cycles
    self.unexpanded = unexpanded
  }
}

/// A task of the graph.
package struct TaskNode: Hashable, Sendable {
  /// Different for every task, unless a finding says so.
  package var name: TaskName
  /// Where the name, or what it is taken from, is declared.
  package var range: SourceRange
  /// Ploomber's class: `PythonCallable`, `NotebookRunner`, …
  package var className: String
  /// Relative to the root; a dotted path stays a dotted path.
  package var source: String
  /// What the task writes, as declared.
  package var products: Products
  /// In declared order.
  package var params: [ParameterValue.Entry]
  /// The source refers to its upstream in a way that cannot be decided statically.
  package var hasUnknownUpstream: Bool

  /// The shape of the declaration is kept.
  package enum Products: Hashable, Sendable {
    /// Nothing was declared (a finding says so).
    case none
    case one(Product)
    case several([Named])
  }

  /// One product of a mapping.
  package struct Named: Hashable, Sendable {
    /// The key of the mapping.
    package var key: String
    /// What stands behind the key.
    package var product: Product

    package init(key: String, product: Product) {
      self.key = key
      self.product = product
    }
  }

  /// Something that a task writes.
  package enum Product: Hashable, Sendable {
    /// Relative to the project's root where it lies inside.
    case file(String)
    /// `[name, kind]` or `[schema, name, kind]`.
    case relation([String])
  }

  package init(
    name: TaskName, range: SourceRange, className: String, source: String, products: Products,
    params: [ParameterValue.Entry] = [], hasUnknownUpstream: Bool = false
  ) {
    self.name = name
    self.range = range
    self.className = className
    self.source = source
    self.products = products
    self.params = params
    self.hasUnknownUpstream = hasUnknownUpstream
  }
}
