/// The order of the vertices within the layers that lets few edges cross.
///
/// From the order in which a walk meets them, sweeps to and fro put every vertex at the mean of its
/// neighbours and swap neighbours while that helps; the best order seen stays. How often is bounded by
/// the size, so that the time stays near O(e log e).
struct LayerOrder {
  /// The vertices of every layer.
  private(set) var layers: [[Int]]
  /// Of every vertex its place within its layer.
  private(set) var place: [Int]
  private let graph: LayeredGraph

  init(_ graph: LayeredGraph) {
    self.graph = graph
    place = [Int](repeating: 0, count: graph.layer.count)
    layers = [[Int]](repeating: [], count: graph.layerCount)
    walk()
    let pieces = graph.behind.reduce(0) { $0 + $1.count }
    let rounds = min(24, max(4, 1_500_000 / (pieces + 1)))
    var best = layers
    var fewest = crossingCount
    var idle = 0
    for round in 0..<rounds where fewest > 0 && idle < 6 {
      sweep(isForward: round % 2 == 0, favoursLast: round % 4 > 1)
      transpose()
      let count = crossingCount
      if count < fewest {
        (best, fewest, idle) = (layers, count, 0)
      } else {
        idle += 1
      }
    }
    layers = best
    for index in layers.indices { settle(index) }
  }

  /// How many pairs of edge pieces cross.
  var crossingCount: Int {
    var total = 0
    for (index, layer) in layers.enumerated().dropLast() {
      let edges = layer.flatMap { vertex in
        graph.behind[vertex].map { (place[vertex], place[$0]) }
      }
      total += crossings(between: edges, width: layers[index + 1].count)
    }
    return total
  }

  /// The first order: depth first along the layers, so that what hangs together stands together.
  private mutating func walk() {
    var isSeen = [Bool](repeating: false, count: graph.layer.count)
    let roots = graph.layer.indices.sorted { (graph.layer[$0], $0) < (graph.layer[$1], $1) }
    for root in roots where !isSeen[root] {
      var stack = [root]
      while let vertex = stack.popLast() {
        guard !isSeen[vertex] else { continue }
        isSeen[vertex] = true
        place[vertex] = layers[graph.layer[vertex]].count
        layers[graph.layer[vertex]].append(vertex)
        stack += graph.behind[vertex].reversed()
      }
    }
  }

  private mutating func settle(_ index: Int) {
    for (at, vertex) in layers[index].enumerated() { place[vertex] = at }
  }

  private mutating func sweep(isForward: Bool, favoursLast: Bool) {
    let order = isForward ? Array(layers.indices) : layers.indices.reversed()
    for index in order.dropFirst() {
      let sorted = layers[index].enumerated().map { at, vertex -> (mean: Double, at: Int, Int) in
        let neighbours = isForward ? graph.before[vertex] : graph.behind[vertex]
        let at = favoursLast ? -at : at
        guard !neighbours.isEmpty else { return (Double(place[vertex]), at, vertex) }
        let sum = neighbours.reduce(0) { $0 + place[$1] }
        return (Double(sum) / Double(neighbours.count), at, vertex)
      }
      layers[index] = sorted.sorted { ($0.mean, $0.at) < ($1.mean, $1.at) }.map(\.2)
      settle(index)
    }
  }

  /// Swaps two that stand side by side wherever fewer edges cross then.
  private mutating func transpose() {
    for index in layers.indices where layers[index].count > 1 {
      let layer = layers[index]
      // Their neighbours' places do not change while only this layer does.
      let before = layer.map { graph.before[$0].map { place[$0] }.sorted() }
      let behind = layer.map { graph.behind[$0].map { place[$0] }.sorted() }
      var order = Array(layer.indices)
      for _ in 0..<4 {
        var hasSwapped = false
        for at in 0..<(order.count - 1) {
          let (one, two) = (order[at], order[at + 1])
          let now =
            crossings(ofNeighbours: before[one], then: before[two])
            + crossings(ofNeighbours: behind[one], then: behind[two])
          guard now > 0 else { continue }
          let then =
            crossings(ofNeighbours: before[two], then: before[one])
            + crossings(ofNeighbours: behind[two], then: behind[one])
          if then < now {
            order.swapAt(at, at + 1)
            hasSwapped = true
          }
        }
        if !hasSwapped { break }
      }
      layers[index] = order.map { layer[$0] }
      settle(index)
    }
  }
}
