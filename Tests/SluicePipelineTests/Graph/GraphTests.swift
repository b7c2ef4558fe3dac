import TestSupport
import Testing

@testable import SluicePipeline

private func randomGraph(_ generator: inout SeededGenerator) -> [[Int]] {
  let count = Int.random(in: 1...14, using: &generator)
  let density = Int.random(in: 1...6, using: &generator)
  return (0..<count).map { _ in
    (0..<count).filter { _ in Int.random(in: 0..<20, using: &generator) < density }
  }
}

/// `reach[a][b]`: a way of one edge or more leads from a to b.
private func reachability(_ graph: [[Int]]) -> [[Bool]] {
  var reach = graph.map { sources in graph.indices.map { sources.contains($0) } }
  for middle in graph.indices {
    for from in graph.indices where reach[from][middle] {
      for to in graph.indices where reach[middle][to] { reach[from][to] = true }
    }
  }
  return reach
}

@Test func orderIsTopologicalAndTakesTheFirstDeclared() {
  var generator = SeededGenerator(state: 1)
  for _ in 0..<400 {
    let graph = randomGraph(&generator)
    let reach = reachability(graph)
    let order = topologicalOrder(graph)
    #expect(order.sorted() == Array(graph.indices))
    // The rule itself, by trying: at each step the ready task that was declared first.
    var placed: [Int] = []
    while let next = graph.indices.first(where: { task in
      !placed.contains(task) && graph[task].allSatisfy { placed.contains($0) }
    }) { placed.append(next) }
    #expect(Array(order.prefix(placed.count)) == placed)
    let rest = Array(order.dropFirst(placed.count))
    #expect(rest == rest.sorted())
    for task in rest {
      #expect(reach[task].indices.contains { reach[task][$0] && reach[$0][$0] })
    }
  }
}

@Test func cyclesAreFoundExactly() {
  var generator = SeededGenerator(state: 2)
  for _ in 0..<400 {
    let graph = randomGraph(&generator)
    let reach = reachability(graph)
    let components = cyclicComponents(graph)
    #expect(Set(components.joined()) == Set(graph.indices.filter { reach[$0][$0] }))
    #expect(components.joined().count == Set(components.joined()).count)
    for component in components {
      for a in component {
        for b in component { #expect(a == b ? reach[a][a] : reach[a][b] && reach[b][a]) }
      }
      let way = cycle(in: component, graph)
      #expect(way.first == component.first)
      #expect(Set(way).count == way.count)
      for (index, task) in way.enumerated() {
        #expect(graph[task].contains(way[(index + 1) % way.count]))
      }
    }
  }
}

@Test func aLongChainNeedsNoDeepStack() {
  let chain = (0..<100_000).map { $0 == 0 ? [99_999] : [$0 - 1] }
  #expect(cyclicComponents(chain).map(\.count) == [100_000])
  #expect(topologicalOrder((0..<100_000).map { $0 == 0 ? [] : [$0 - 1] }).last == 99_999)
}
