package import SluiceCore
import SluicePipeline

extension GraphSubject {
  /// Leaves out edges where more than `limit` would be drawn: first those that follow from others, then
  /// the last. How many they are. `isWhole` tells that folded edges count, too.
  package mutating func keepDrawnEdges(
    _ limit: Int = Limit.drawnEdges.value, isWhole: Bool
  ) -> Int {
    let count = analysis.graph.edgeCount
    guard count > limit else { return 0 }
    guard isWhole || FoldedGraph(self).analysis.graph.edgeCount > limit else { return 0 }
    var graph = analysis.graph
    graph.removeImpliedEdges()
    var left = limit
    for position in graph.upstream.indices {
      let kept = graph.upstream[position].prefix(max(0, left))
      left -= kept.count
      graph.upstream[position] = Array(kept)
    }
    keep(graph)
    return count - graph.edgeCount
  }
}

extension PipelineGraph {
  fileprivate var edgeCount: Int { upstream.reduce(0) { $0 + $1.count } }

  /// Removes the edges beside which a longer way leads to the same task. Of a graph with a cycle, or one
  /// of more than 10 000 tasks, all stay. O(edges · tasks / 64).
  fileprivate mutating func removeImpliedEdges() {
    guard cycles.isEmpty, tasks.count <= 10_000 else { return }
    let width = tasks.count / UInt64.bitWidth + 1
    var reached = [UInt64](repeating: 0, count: width * tasks.count)
    var rank = [Int](repeating: 0, count: tasks.count)
    for (index, position) in order.enumerated() { rank[position] = index }
    for position in order {
      let row = position * width
      var kept: Set<Int> = []
      // What comes last in the order cannot be behind the others.
      for edge in upstream[position].sorted(by: { rank[$0.upstream] > rank[$1.upstream] }) {
        let (word, bit) = edge.upstream.quotientAndRemainder(dividingBy: UInt64.bitWidth)
        if reached[row + word] & (1 << UInt64(bit)) != 0 { continue }
        kept.insert(edge.upstream)
        for index in 0..<width { reached[row + index] |= reached[edge.upstream * width + index] }
        reached[row + word] |= 1 << UInt64(bit)
      }
      upstream[position].removeAll { !kept.contains($0.upstream) }
    }
  }
}
