import SluiceCore
import TestSupport
import Testing

@testable import SluicePipeline

private func graph(_ upstream: [[Int]]) -> PipelineGraph {
  let range = SourceRange(file: 0, bytes: 0..<0)
  return PipelineGraph(
    tasks: upstream.indices.map {
      TaskNode(
        name: TaskName("t\($0)"), range: range, className: "PythonCallable", source: "s",
        products: .none)
    },
    upstream: upstream.map { $0.map { .init(upstream: $0, proof: range) } },
    order: topologicalOrder(upstream), cycles: [])
}

/// 0 → 1 → 3, 0 → 2 → 3, 4
private let diamond = graph([[], [0], [0], [1, 2], []])

@Suite struct TaskSelectionTests {
  @Test func namesAndWildcardsAndWhatIsAroundThem() throws {
    func positions(_ patterns: String..., up: Bool = false, down: Bool = false) throws -> [Int] {
      try TaskSelection(patterns: patterns, withUpstream: up, withDownstream: down)
        .positions(in: diamond)
    }
    #expect(try positions("t3") == [3])
    #expect(try positions("t[12]") == [1, 2])
    #expect(try positions("t3", up: true) == [0, 1, 2, 3])
    #expect(try positions("t1", down: true) == [1, 3])
    #expect(try positions("t1", up: true, down: true) == [0, 1, 3])
    #expect(throws: TaskSelection.Unknown(pattern: "u*", near: nil)) { try positions("u*") }
  }

  @Test func anUnknownNameHasANearOne() {
    #expect(throws: TaskSelection.Unknown(pattern: "t33", near: "t3")) {
      try TaskSelection(patterns: ["t33"]).positions(in: diamond)
    }
  }

  @Test func aPartKeepsItsEdgesAndOrder() {
    let part = diamond.part([1, 3, 4])
    #expect(part.tasks.map(\.name.text) == ["t1", "t3", "t4"])
    #expect(part.upstream.map { $0.map(\.upstream) } == [[], [0], []])
    #expect(part.order == [0, 1, 2])
    #expect(diamond.part([]).tasks.isEmpty)
  }

  @Test func everyPartOfEveryGraphIsOrdered() {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<200 {
      let count = Int.random(in: 1..<12, using: &generator)
      let upstream = (0..<count).map { position in
        (0..<position).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
      }
      let whole = graph(upstream)
      let positions = (0..<count).filter { _ in Bool.random(using: &generator) }
      let part = whole.part(positions)
      var seen: Set<Int> = []
      for position in part.order {
        #expect(part.upstream[position].allSatisfy { seen.contains($0.upstream) })
        seen.insert(position)
      }
      #expect(seen.count == positions.count)
      let closed = Set(whole.upstreamClosure(of: positions))
      #expect(closed.isSuperset(of: positions))
      #expect(closed.allSatisfy { whole.upstream[$0].allSatisfy { closed.contains($0.upstream) } })
    }
  }
}
