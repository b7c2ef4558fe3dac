import SluiceCore
import SluicePipeline

/// What the workflow runs: the pipeline's tasks, or the part of them that is exported, and behind them the
/// operations of the target. A part has no operations.
struct WorkflowGraph {
  let tasks: PipelineGraph
  let operations: [Operations.Operation]
  /// The names of both, and where they are declared.
  let members: [(name: TaskName, range: SourceRange)]
  /// Their names on the cluster, which are the same in every part.
  let names: ClusterNames
  /// For each those that it waits for, each once.
  let upstream: [[Int]]
  /// Positions, each behind those that it waits for.
  let order: [Int]

  init(_ request: ExportRequest, _ operations: Operations) {
    let whole = request.analysis.graph.tasks.map(\.name)
    let all = ClusterNames(whole + operations.operations.map(\.name))
    names = request.part.map { all.part($0.positions) } ?? all
    tasks = request.graph
    self.operations = request.part == nil ? operations.operations : []
    members =
      tasks.tasks.map { (name: $0.name, range: $0.range) }
      + self.operations.map { (name: $0.name, range: $0.range) }
    guard !self.operations.isEmpty else {
      upstream = tasks.upstream.map { $0.map(\.upstream) }
      order = tasks.order
      return
    }
    upstream = operations.upstream(over: tasks)
    order = topologicalOrder(upstream)
  }
}
