/// Draws the vertices of a wide layout together: lines that are all straight push each other apart
/// where the graph is dense, and the picture becomes much higher than its fullest layer.
///
/// All layers begin packed, one middle behind the other. Round by round each takes the places that are nearest to the means of its vertices'
/// neighbours, in the order that it has (isotonic regression, by pooling adjacent violators).
/// O(rounds · (n + e)).
struct LayerRelaxation {
  private let graph: LayeredGraph
  private let order: LayerOrder
  private let extents: [Int]
  private var places: [Double]

  /// The middles as they are, or nearer to each other if they spread far beyond the fullest layer.
  static func middles(
    _ middles: [Int], _ graph: LayeredGraph, _ order: LayerOrder, extents: [Int]
  ) -> [Int] {
    let fullest = order.layers.map { $0.reduce(0) { $0 + extents[$1] } }.max() ?? 0
    let height = zip(middles, extents).map { $0 + $1 / 2 }.max() ?? 0
    guard height > fullest * 5 / 4 + 100 else { return middles }
    var relaxation = LayerRelaxation(graph: graph, order: order, extents: extents)
    for round in 0..<16 { relaxation.sweep(isForward: round % 2 == 0) }
    let rounded = relaxation.places.map { Int($0.rounded(.down)) }
    let low = zip(rounded, extents).map { $0 - $1 / 2 }.min() ?? 0
    return rounded.map { $0 - low }
  }

  private init(graph: LayeredGraph, order: LayerOrder, extents: [Int]) {
    self.graph = graph
    self.order = order
    self.extents = extents
    places = [Double](repeating: 0, count: extents.count)
    for layer in order.layers {
      var at = -layer.reduce(0) { $0 + extents[$1] } / 2
      for vertex in layer {
        places[vertex] = Double(at + extents[vertex] / 2)
        at += extents[vertex]
      }
    }
  }

  private mutating func sweep(isForward: Bool) {
    let layers = isForward ? Array(order.layers.indices) : order.layers.indices.reversed()
    for layer in layers { settle(order.layers[layer]) }
  }

  /// A run of vertices that stand as near together as they may.
  private struct Run {
    var weight: Double
    /// Weighted sum of where each vertex would put the run's first.
    var sum: Double
    var count: Int
    var place: Double { sum / weight }
  }

  private mutating func settle(_ layer: [Int]) {
    var offsets: [Double] = []
    var runs: [Run] = []
    var offset = 0
    for (at, vertex) in layer.enumerated() {
      if at > 0 { offset += (extents[layer[at - 1]] + extents[vertex]) / 2 }
      offsets.append(Double(offset))
      let (wanted, weight) = wish(vertex)
      var run = Run(weight: weight, sum: (wanted - Double(offset)) * weight, count: 1)
      while let last = runs.last, last.place >= run.place {
        run = Run(
          weight: last.weight + run.weight, sum: last.sum + run.sum, count: last.count + run.count)
        runs.removeLast()
      }
      runs.append(run)
    }
    var at = 0
    for run in runs {
      for _ in 0..<run.count {
        places[layer[at]] = run.place + offsets[at]
        at += 1
      }
    }
  }

  /// Where a vertex would stand best, and how much it matters: long edges shall be straight.
  private func wish(_ vertex: Int) -> (place: Double, weight: Double) {
    // The common middle draws a little, so that no part of a long picture wanders off.
    var sum = 0.0
    var weight = 0.04
    for neighbours in [graph.before[vertex], graph.behind[vertex]] {
      for neighbour in neighbours {
        let isInner = graph.isBend(vertex) && graph.isBend(neighbour)
        let share = (isInner ? 8.0 : 1) / Double(neighbours.count)
        sum += places[neighbour] * share
        weight += share
      }
    }
    return (sum / weight, weight)
  }
}
