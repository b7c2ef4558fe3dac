import SluiceCore

/// Some of a pipeline's tasks, as a user asks for them.
package struct TaskSelection: Hashable, Sendable {
  /// Names or wildcards of tasks.
  package var patterns: [String]
  /// Also all that they read from, directly or behind others.
  package var withUpstream: Bool
  /// Also all that read from them, directly or behind others.
  package var withDownstream: Bool

  /// No task is named so, or fits the wildcard.
  package struct Unknown: Error, Hashable {
    /// As the user wrote it.
    package var pattern: String
    /// The task that may be meant.
    package var near: String?
  }

  package init(patterns: [String], withUpstream: Bool = false, withDownstream: Bool = false) {
    self.patterns = patterns
    self.withUpstream = withUpstream
    self.withDownstream = withDownstream
  }

  /// The positions of the tasks, ascending. Throws for the first pattern that no task fits.
  package func positions(in graph: PipelineGraph) throws(Unknown) -> [Int] {
    let names = graph.tasks.map(\.name.text)
    var named: Set<Int> = []
    for pattern in patterns {
      // A task may have a wildcard's letters in its own name.
      var found = names.indices.filter { names[$0] == pattern }
      if found.isEmpty, Glob.isWildcard(pattern) {
        let glob = Glob(pattern)
        found = names.indices.filter { glob.matches(names[$0]) }
      }
      guard !found.isEmpty else {
        throw Unknown(pattern: pattern, near: nearest(to: pattern, among: names))
      }
      named.formUnion(found)
    }
    var all = named
    if withUpstream { all.formUnion(graph.upstreamClosure(of: named.sorted())) }
    if withDownstream { all.formUnion(graph.downstreamClosure(of: named.sorted())) }
    return all.sorted()
  }
}

extension PipelineGraph {
  /// The positions and all that directly or indirectly read from them, in the graph's order.
  package func downstreamClosure(of positions: [Int]) -> [Int] {
    Reach(self).closure(of: positions)
  }

  /// The positions and all that they directly or indirectly read from, in the order from behind.
  package func upstreamClosure(of positions: [Int]) -> [Int] {
    Reach(downstream: upstream.map { $0.map(\.upstream) }, order: order.reversed())
      .closure(of: positions)
  }

  /// The tasks at these positions, which ascend, with the edges between them. O(n + e).
  package func part(_ positions: [Int]) -> PipelineGraph {
    var places = [Int?](repeating: nil, count: tasks.count)
    for (place, position) in positions.enumerated() { places[position] = place }
    return PipelineGraph(
      tasks: positions.map { tasks[$0] },
      upstream: positions.map { position in
        upstream[position].compactMap { edge in
          places[edge.upstream].map { Edge(upstream: $0, proof: edge.proof) }
        }
      },
      order: order.compactMap { places[$0] },
      cycles: cycles.compactMap { cycle in
        let part = cycle.compactMap { places[$0] }
        return part.count == cycle.count ? part : nil
      },
      unexpanded: unexpanded)
  }
}
