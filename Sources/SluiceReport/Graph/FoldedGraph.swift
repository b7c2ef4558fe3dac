import SluiceCore
import SluicePipeline

/// What is drawn where a group is one task of the graph, for the forms that only know tasks.
struct FoldedGraph {
  private(set) var analysis: Analysis
  /// References to tasks that are nowhere, by the tasks of `analysis`.
  private(set) var missing: [MissingUpstream]
  /// Positions of the tasks on a cycle.
  private(set) var onCycles: Set<Int>
  /// Edges on a cycle. Folding may lead others back to where they came from.
  private(set) var cycleEdges: Set<LayoutEdge>
  /// How many tasks there are, grids expanded.
  let count: Int

  init(_ subject: GraphSubject) {
    let graph = subject.analysis.graph
    count = graph.tasks.count
    analysis = subject.analysis
    missing = subject.missing
    let groups = subject.groups
    guard groups.groups.count < count else {
      let marks = CycleMarks(graph, node: Array(graph.tasks.indices))
      (onCycles, cycleEdges) = (marks.tasks, marks.edges)
      return
    }
    let marks = CycleMarks(graph, node: groups.number)
    onCycles = Set(marks.tasks.map { groups.number[$0] })
    cycleEdges = marks.edges
    var named = [Set<TaskName>](repeating: [], count: groups.groups.count)
    missing = missing.compactMap { reference in
      let group = groups.number[reference.task]
      guard named[group].insert(reference.name).inserted else { return nil }
      return MissingUpstream(task: group, name: reference.name, proof: reference.proof)
    }
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
    analysis = result
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
