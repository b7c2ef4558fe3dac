package import SluiceCore
package import SluicePipeline

/// What of a project is drawn, and what is known of its tasks beyond the analysis.
package struct GraphSubject: Sendable {
  /// The project, or a part of it.
  package private(set) var analysis: Analysis
  /// For every task whether it has to run again; empty where nobody asked.
  package private(set) var statuses: [TaskStatus]
  /// For every task the first words of its documentation; empty where nobody asked.
  private(set) var docs: [String?]
  /// References to tasks that are nowhere in the project, by the tasks that make them.
  package var missing: [MissingUpstream]
  /// Whether tasks of a grid, and others that stand at the same place, are drawn as one.
  package var isFolded: Bool
  /// The tasks around which the part was taken; empty for the whole.
  package private(set) var around: [TaskName] = []

  /// `status` is of the same analysis and knows the documentation, too; without it `docs` has an
  /// element for every task.
  package init(
    _ analysis: Analysis, status: ProjectStatus? = nil, docs: [String?] = [],
    isFolded: Bool = false
  ) {
    self.analysis = analysis
    missing = analysis.missingUpstream
    statuses = status?.tasks.sorted { $0.task < $1.task } ?? []
    self.docs = status == nil ? docs : statuses.map(\.doc)
    self.isFolded = isFolded
  }

  /// The same with another graph of the same tasks.
  mutating func keep(_ graph: PipelineGraph) { analysis.graph = graph }

  /// The tasks that `patterns` name, and what is at most `depth` steps before or behind them, with the
  /// findings about them and those about no task.
  package func around(
    _ patterns: [String], depth: Int
  ) throws(TaskSelection.Unknown) -> GraphSubject {
    let graph = analysis.graph
    let named = try TaskSelection(patterns: patterns).positions(in: graph)
    let positions = graph.neighbourhood(of: named, depth: depth)
    var part = self
    part.around = named.map { graph.tasks[$0].name }
    part.analysis.graph = graph.part(positions)
    part.analysis.tasks = positions.filter(analysis.tasks.indices.contains).map {
      analysis.tasks[$0]
    }
    var places: [Int: Int] = [:]
    for (place, position) in positions.enumerated() { places[position] = place }
    part.missing = missing.compactMap { reference in
      guard let place = places[reference.task] else { return nil }
      var reference = reference
      reference.task = place
      return reference
    }
    let names = Set(part.analysis.graph.tasks.map(\.name))
    part.analysis.diagnostics = analysis.diagnostics.filter { finding in
      finding.task.map(names.contains) ?? true
    }
    part.docs = positions.filter(docs.indices.contains).map { docs[$0] }
    part.statuses = positions.filter(statuses.indices.contains).enumerated().map {
      place, position in
      var status = statuses[position]
      status.task = place
      return status
    }
    return part
  }

  /// The tasks as they stand together in the picture.
  var groups: TaskGroups { TaskGroups(analysis, isFolded ? .alike : .none) }
}
