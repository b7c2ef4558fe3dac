import SluiceCore
import SluicePipeline
import TestSupport
import Testing

@testable import SluiceReport

/// Reads the edges back from the picture alone and compares them with the graph's.
@Test func thePictureHoldsExactlyTheEdges() throws {
  var generator = SeededGenerator(state: 99)
  for round in 0..<400 {
    let graph = randomGraph(tasks: round % 20, &generator)
    let drawing = try #require(LaneDrawing(graph, limit: 100))
    #expect(drawing.rows.count == graph.tasks.count)
    var expected: Set<[Int]> = []
    for (task, edges) in graph.upstream.enumerated() {
      for edge in edges { expected.insert([edge.upstream, task]) }
    }
    #expect(edges(of: drawing, order: graph.order) == expected)
  }
}

@Test func givesUpWhenLanesAreTooMany() {
  var generator = SeededGenerator(state: 1)
  let graph = randomGraph(tasks: 19, &generator)
  #expect(LaneDrawing(graph, limit: 2) == nil)
}

/// Each task reads from a quarter of those before it in a random order.
private func randomGraph(tasks: Int, _ generator: inout SeededGenerator) -> PipelineGraph {
  let order = Array(0..<tasks).shuffled(using: &generator)
  var upstream = [[PipelineGraph.Edge]](repeating: [], count: tasks)
  for (rank, task) in order.enumerated() {
    for earlier in order[..<rank] where Int.random(in: 0..<4, using: &generator) == 0 {
      upstream[task].append(
        .init(upstream: earlier, proof: SourceRange(file: 0, bytes: 0..<0)))
    }
  }
  let nodes = (0..<tasks).map { number in
    TaskNode(
      name: TaskName("t\(number)"), range: SourceRange(file: 0, bytes: 0..<0), className: "X",
      source: "x", products: .none)
  }
  return PipelineGraph(tasks: nodes, upstream: upstream, order: order, cycles: [])
}

private func edges(of drawing: LaneDrawing, order: [Int]) -> Set<[Int]> {
  var edges: Set<[Int]> = []
  var carried: [Int: Int] = [:]
  for (index, rows) in drawing.rows.enumerated() {
    let task = order[index]
    for (column, letter) in rows.joins.enumerated() {
      let joins = column == rows.node || "├┤┼┴╯╰".contains(letter)
      if joins, let upstream = carried[column] { edges.insert([upstream, task]) }
    }
    var next: [Int: Int] = [:]
    for (column, letter) in rows.lanes.enumerated() where letter == "│" {
      next[column] = column == rows.node ? task : carried[column]
    }
    carried = next
  }
  return edges
}
