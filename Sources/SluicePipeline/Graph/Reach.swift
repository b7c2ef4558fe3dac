/// The graph turned around, for many questions.
struct Reach {
  let downstream: [[Int]]
  let order: [Int]

  init(_ graph: PipelineGraph) {
    self.init(downstream: reversed(graph.upstream.map { $0.map(\.upstream) }), order: graph.order)
  }

  init(downstream: [[Int]], order: [Int]) {
    self.downstream = downstream
    self.order = order
  }

  /// The positions and all that directly or indirectly read from them, in the graph's order. O(n + e).
  func closure(of positions: [Int]) -> [Int] {
    guard !positions.isEmpty else { return [] }
    var isReached = [Bool](repeating: false, count: downstream.count)
    var work = positions
    for position in positions { isReached[position] = true }
    while let at = work.popLast() {
      for next in downstream[at] where !isReached[next] {
        isReached[next] = true
        work.append(next)
      }
    }
    return order.filter { isReached[$0] }
  }
}
