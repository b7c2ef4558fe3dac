import TestSupport
import Testing

@testable import SluiceReport

private func input(_ count: Int, _ edges: [(Int, Int)]) -> LayoutInput {
  LayoutInput(
    boxes: (0..<count).map { LayoutSize(width: 128 + $0 % 5 * 20, height: 46) },
    edges: edges.map { LayoutEdge(from: $0.0, to: $0.1) })
}

/// Each box reads from some of those before it, or, with cycles, of all.
private func randomInput(
  _ count: Int, cyclic: Bool = false, _ generator: inout SeededGenerator
) -> LayoutInput {
  var edges: Set<[Int]> = []
  for box in 0..<count {
    for _ in 0..<Int.random(in: 0..<4, using: &generator) {
      let limit = cyclic ? count : box
      if limit > 0 { edges.insert([Int.random(in: 0..<limit, using: &generator), box]) }
    }
  }
  return input(count, edges.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) })
}

/// No two boxes touch, all lie in the picture, and every edge joins its two boxes.
private func expectSound(_ layout: LayeredLayout, _ input: LayoutInput) {
  let frames = layout.frames
  let columns = Dictionary(grouping: frames) { $0.x }.values.map { column in
    column.sorted { $0.y < $1.y }
  }
  #expect(
    columns.allSatisfy { column in
      zip(column, column.dropFirst()).allSatisfy { $0.y + $0.height < $1.y }
    })
  if frames.count <= 200 {
    let touching = frames.indices.contains { index in
      frames[..<index].contains { touch($0, frames[index]) }
    }
    #expect(!touching)
  }
  #expect(
    frames.allSatisfy {
      $0.x >= 0 && $0.y >= 0 && $0.right <= layout.size.width
        && $0.y + $0.height <= layout.size.height
    })
  let loose = input.edges.indices.filter { index in
    let edge = input.edges[index]
    guard edge.from != edge.to else { return false }
    let isReversed = layout.isReversed[index]
    let (first, last) = isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
    let points = layout.routes[index]
    return points.first != LayoutPoint(x: frames[first].right, y: frames[first].middle)
      || points.last != LayoutPoint(x: frames[last].x, y: frames[last].middle)
  }
  #expect(loose.isEmpty)
}

private func touch(_ one: LayoutFrame, _ two: LayoutFrame) -> Bool {
  one.x < two.right && two.x < one.right && one.y < two.y + two.height
    && two.y < one.y + one.height
}

@Suite struct LayeredLayoutTests {
  @Test func randomGraphsAreDrawnSoundly() {
    var generator = SeededGenerator(state: 7)
    for round in 0..<60 {
      let input = randomInput(round, cyclic: round % 3 == 0, &generator)
      let layout = LayeredLayout(input)
      expectSound(layout, input)
      // Data flows to the right, but from the end of a band to the begin of the next.
      for (index, edge) in input.edges.enumerated() where !layout.isReversed[index] {
        let (from, to) = (layout.frames[edge.from], layout.frames[edge.to])
        let points = layout.routes[index]
        let turns = zip(points, points.dropFirst()).contains { $0.x == $1.x && $0.y != $1.y }
        #expect(from.right < to.x || turns)
      }
      if round % 3 != 0 { #expect(!layout.isReversed.contains(true)) }
      let again = LayeredLayout(input)
      #expect(again.frames == layout.frames && again.routes == layout.routes)
    }
  }

  @Test func edgesCrossLessThanInDeclaredOrder() {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<40 {
      let input = randomInput(30, &generator)
      let graph = LayeredGraph(boxCount: 30, edges: input.edges)
      let order = LayerOrder(graph)
      let declared = (0..<graph.layerCount).map { layer in
        graph.layer.indices.filter { graph.layer[$0] == layer }
      }
      #expect(order.crossingCount <= crossingCount(declared, graph))
      #expect(order.crossingCount == crossingCount(order.layers, graph))
    }
  }

  /// Compares with every possible order.
  @Test func tinyGraphsMostlyCrossAsLittleAsTheyCan() {
    var generator = SeededGenerator(state: 5)
    var (best, all) = (0, 0)
    for _ in 0..<60 {
      let input = randomInput(8, &generator)
      let graph = LayeredGraph(boxCount: 8, edges: input.edges)
      let layers = LayerOrder(graph).layers
      let count = layers.reduce(1) { $0 * (1...max(1, $1.count)).reduce(1, *) }
      guard count <= 4000 else { continue }
      let fewest = leastCrossings(layers, graph)
      let mine = crossingCount(layers, graph)
      #expect(mine >= fewest)
      all += 1
      if mine == fewest { best += 1 }
    }
    #expect(all > 30)
    #expect(best * 20 >= all * 19)
  }

  @Test func hostileShapesEnd() {
    let chain = input(5000, (1..<5000).map { ($0 - 1, $0) })
    let far = input(600, (1..<600).map { ($0 - 1, $0) } + (300..<600).map { ($0 - 300, $0) })
    let star = input(2000, (1..<2000).map { (0, $0) })
    let complete = input(120, (0..<60).flatMap { one in (60..<120).map { (one, $0) } })
    let ring = input(300, (0..<300).map { ($0, ($0 + 1) % 300) })
    let loops = input(50, (0..<50).map { ($0, $0) })
    let alone = input(500, [])
    for input in [chain, far, star, complete, ring, loops, alone, input(0, [])] {
      expectSound(LayeredLayout(input), input)
    }
  }

  /// A chain of n with every skip would need n³ bends, were they not bounded.
  @Test func bendsAreBounded() {
    let edges = (0..<400).flatMap { one in ((one + 1)..<400).map { (one, $0) } }
    let graph = LayeredGraph(boxCount: 400, edges: input(400, edges).edges)
    #expect(graph.layer.count <= 400 + 20_000 + 8 * 400)
    #expect(graph.chains.contains(nil))
  }

  @Test func aLongChainIsBrokenIntoBands() {
    let input = input(120, (1..<120).map { ($0 - 1, $0) })
    let layout = LayeredLayout(input)
    expectSound(layout, input)
    #expect(layout.size.width < 4 * layout.size.height)
    #expect(Set(layout.frames.map(\.y)).count > 3)
  }
}

private func crossingCount(_ layers: [[Int]], _ graph: LayeredGraph) -> Int {
  var total = 0
  for (one, next) in zip(layers, layers.dropFirst()) {
    let edges = one.enumerated().flatMap { at, vertex in
      graph.behind[vertex].compactMap { target in next.firstIndex(of: target).map { (at, $0) } }
    }
    for (index, first) in edges.enumerated() {
      total += edges[..<index].count { ($0.0 - first.0) * ($0.1 - first.1) < 0 }
    }
  }
  return total
}

/// Layer by layer: for each order of the last layer the least that those before it can do.
private func leastCrossings(_ layers: [[Int]], _ graph: LayeredGraph) -> Int {
  var least: [(order: [Int], crossings: Int)] = [([], 0)]
  for layer in layers {
    least = permutations(layer).map { order in
      (order, least.map { $0.crossings + crossingCount([$0.order, order], graph) }.min() ?? 0)
    }
  }
  return least.map(\.crossings).min() ?? 0
}

private func permutations(_ items: [Int]) -> [[Int]] {
  guard let first = items.first else { return [[]] }
  return permutations(Array(items.dropFirst())).flatMap { rest in
    (0...rest.count).map { at in Array(rest[..<at]) + [first] + Array(rest[at...]) }
  }
}
