extension PipelineGraph {
  /// The positions, what they read from and what reads from them, each over at most `depth` steps;
  /// ascending. What only shares an upstream with them is not among it. O(n + e).
  package func neighbourhood(of positions: [Int], depth: Int) -> [Int] {
    let sources = upstream.map { $0.map(\.upstream) }
    var all = Set(positions)
    for neighbours in [sources, reversed(sources)] {
      var reached = Set(positions)
      var front = positions
      var steps = 0
      while !front.isEmpty, steps < depth {
        front = front.flatMap { neighbours[$0] }.filter { reached.insert($0).inserted }
        steps += 1
      }
      all.formUnion(reached)
    }
    return all.sorted()
  }
}
