import SluicePipeline

/// What of a graph lies on cycles.
struct CycleMarks {
  /// Positions of tasks.
  private(set) var tasks: Set<Int> = []
  /// Edges between nodes, data flowing from the first to the second.
  private(set) var edges: Set<LayoutEdge> = []

  /// `node` has for every task of the graph the node that it is drawn in.
  init(_ graph: PipelineGraph, node: [Int]) {
    let numbers = graph.cycleNumbers
    for (position, edges) in graph.upstream.enumerated() {
      guard let number = numbers[position] else { continue }
      tasks.insert(position)
      for edge in edges where numbers[edge.upstream] == number {
        self.edges.insert(LayoutEdge(from: node[edge.upstream], to: node[position]))
      }
    }
  }
}
