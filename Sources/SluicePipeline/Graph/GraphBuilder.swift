import SluiceCore
import SluiceScan

/// Joins tasks by their references. A name that no task has makes no edge (a rule reports it); of two
/// tasks of one name the first counts. A wildcard meets every task's name, the reader's own included.
func pipelineGraph(_ tasks: [ReadTask]) -> PipelineGraph {
  var positions: [TaskName: Int] = [:]
  for (position, task) in tasks.enumerated() where positions[task.spec.name] == nil {
    positions[task.spec.name] = position
  }
  let ranks = ranks(ofNames: tasks)
  var wildcards = WildcardMatches(tasks.map(\.spec.name.text))
  var unexpanded: [SourceRange] = []
  let upstream = tasks.map { task in
    var proofs: [Int: SourceRange] = [:]
    for reference in task.references {
      switch reference {
      case .task(let name, let range):
        if let position = positions[name], proofs[position] == nil { proofs[position] = range }
      case .wildcard(let pattern, let range):
        guard let positions = wildcards.positions(of: pattern) else {
          unexpanded.append(range)
          continue
        }
        for position in positions where proofs[position] == nil { proofs[position] = range }
      case .dynamic: break
      }
    }
    return proofs.map { PipelineGraph.Edge(upstream: $0.key, proof: $0.value) }
      .sorted { ranks[$0.upstream] < ranks[$1.upstream] }
  }
  let positionsUpstream = upstream.map { $0.map(\.upstream) }
  return PipelineGraph(
    tasks: tasks.map(node), upstream: upstream, order: topologicalOrder(positionsUpstream),
    cycles: cycles(positionsUpstream),
    unexpanded: unexpanded)
}

/// For every task its place among all names in alphabetical order.
private func ranks(ofNames tasks: [ReadTask]) -> [Int] {
  let sorted = tasks.indices.sorted {
    (tasks[$0].spec.name.text, $0) < (tasks[$1].spec.name.text, $1)
  }
  var ranks = [Int](repeating: 0, count: tasks.count)
  for (rank, position) in sorted.enumerated() { ranks[position] = rank }
  return ranks
}

private func node(_ task: ReadTask) -> TaskNode {
  let isDynamic = task.references.contains {
    switch $0 {
    case .task, .wildcard: false
    case .dynamic: true
    }
  }
  return TaskNode(
    name: task.spec.name, range: task.spec.nameRange,
    className: task.spec.taskClass?.rawValue ?? "unknown", source: task.spec.source.words,
    products: task.spec.products, params: task.spec.params,
    hasUnknownUpstream: isDynamic || isUnreadable(task.source))
}

/// Whether there is code behind the task that runs, and that cannot be read here.
private func isUnreadable(_ source: SourceState) -> Bool {
  switch source {
  case .function(.outside), .function(.notADefinition): true
  case .function, .script, .template, .failed, .notRead: false
  }
}
