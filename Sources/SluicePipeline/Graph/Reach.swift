/// The graph turned around, for many questions.
struct Reach {
  let downstream: [[Int]]
  /// For every position its place in the graph's order.
  private let ranks: [Int]

  init(_ graph: PipelineGraph) {
    self.init(downstream: reversed(graph.upstream.map { $0.map(\.upstream) }), order: graph.order)
  }

  init(downstream: [[Int]], order: [Int]) {
    self.downstream = downstream
    var ranks = [Int](repeating: 0, count: downstream.count)
    for (rank, position) in order.enumerated() { ranks[position] = rank }
    self.ranks = ranks
  }

  /// The positions and all that directly or indirectly read from them, in the graph's order. Takes time
  /// for what is reached only, however large the graph.
  func closure(of positions: [Int]) -> [Int] {
    var reached = Set(positions)
    var work = positions
    while let at = work.popLast() {
      for next in downstream[at] where reached.insert(next).inserted { work.append(next) }
    }
    return reached.sorted { ranks[$0] < ranks[$1] }
  }
}
