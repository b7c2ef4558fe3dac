package import SluiceCore
package import SluicePipeline

/// What of a project is drawn, and what is known of its tasks beyond the analysis.
package struct GraphSubject: Sendable {
  /// The project, or a part of it.
  package private(set) var analysis: Analysis
  /// For every task whether it has to run again; empty where nobody asked.
  package private(set) var statuses: [TaskStatus]
  /// References to tasks that are nowhere in the project, by the tasks that make them.
  private(set) var missing: [MissingUpstream]
  /// Whether tasks of a grid, and others that stand at the same place, are drawn as one.
  package var isFolded: Bool
  /// The tasks around which the part was taken; empty for the whole.
  package private(set) var around: [TaskName] = []

  /// `status` is of the same analysis.
  package init(_ analysis: Analysis, status: ProjectStatus? = nil, isFolded: Bool = false) {
    self.analysis = analysis
    missing = analysis.missingUpstream
    statuses = status?.tasks.sorted { $0.task < $1.task } ?? []
    self.isFolded = isFolded
  }

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

  /// The same, each group one task of the graph, for the forms that only know tasks.
  var folded: Analysis {
    guard isFolded else { return analysis }
    let groups = groups
    guard groups.groups.count < analysis.graph.tasks.count else { return analysis }
    let graph = analysis.graph
    var result = analysis
    result.tasks = []
    let upstream = groups.groups.enumerated().map { number, group -> [PipelineGraph.Edge] in
      var proofs: [Int: SourceRange] = [:]
      for edge in group.positions.flatMap({ graph.upstream[$0] }) {
        let upstream = groups.number[edge.upstream]
        // What leads from a group to itself is on a cycle of the project, else it is not folded.
        if upstream != number || group.isOne, proofs[upstream] == nil {
          proofs[upstream] = edge.proof
        }
      }
      return proofs.map { .init(upstream: $0.key, proof: $0.value) }.sorted {
        groups.groups[$0.upstream].name < groups.groups[$1.upstream].name
      }
    }
    result.graph = PipelineGraph(
      tasks: groups.groups.map { $0.isOne ? graph.tasks[$0.first] : graph.task($0) },
      upstream: upstream, order: topologicalOrder(upstream.map { $0.map(\.upstream) }),
      cycles: graph.cycles.map { cycle in
        var seen: Set<Int> = []
        return cycle.map { groups.number[$0] }.filter { seen.insert($0).inserted }
      },
      unexpanded: graph.unexpanded)
    var titles: [TaskName: TaskName] = [:]
    for (position, task) in graph.tasks.enumerated() {
      titles[task.name] = result.graph.tasks[groups.number[position]].name
    }
    for index in result.diagnostics.indices {
      result.diagnostics[index].task = result.diagnostics[index].task.flatMap { titles[$0] }
    }
    return result
  }
}

extension PipelineGraph {
  /// One task that stands for several.
  fileprivate func task(_ group: TaskGroups.Group) -> TaskNode {
    var task = tasks[group.first]
    let members = group.positions.map { tasks[$0] }
    task.name = TaskName(group.title)
    task.hasUnknownUpstream = members.contains(where: \.hasUnknownUpstream)
    if Set(members.map(\.source)).count > 1 { task.source = commonName(members.map(\.source)) }
    let texts = members.map(\.products.shortTexts)
    let common = (0..<(texts.map(\.count).min() ?? 0)).map { index in
      commonPattern(texts.map { $0[index] })
    }
    task.products = .several(common.map { .init(key: $0, product: .file($0)) })
    return task
  }
}
