/// Where every vertex stands across the layers (Brandes and Köpf, 2002, with the horizontal compaction
/// as a longest path): four times as many vertices as possible are put in line with the median of their
/// neighbours, from each corner; the mean of the two middle answers keeps every distance. O(n + e).
struct LayerAlignment {
  private let graph: LayeredGraph
  private let order: LayerOrder
  /// The room that every vertex takes across the layers.
  private let extents: [Int]
  /// Pieces of edges that would cross a piece between two bends: those shall be straight.
  private var conflicts: Set<LayoutEdge> = []

  /// The middle of every vertex, from 0 for the edge of the outermost. `extents` are even.
  static func middles(_ graph: LayeredGraph, _ order: LayerOrder, extents: [Int]) -> [Int] {
    var alignment = LayerAlignment(graph: graph, order: order, extents: extents)
    alignment.findConflicts()
    var answers: [[Int]] = []
    for isForward in [true, false] {
      for isMirrored in [false, true] {
        answers.append(alignment.answer(isForward: isForward, isMirrored: isMirrored))
      }
    }
    return balanced(answers, extents: extents)
  }

  private init(graph: LayeredGraph, order: LayerOrder, extents: [Int]) {
    self.graph = graph
    self.order = order
    self.extents = extents
  }

  private mutating func findConflicts() {
    for (before, layer) in zip(order.layers, order.layers.dropFirst()) {
      var first = 0
      var scanned = 0
      for (at, vertex) in layer.enumerated() {
        let inner =
          graph.isBend(vertex) ? graph.before[vertex].first(where: graph.isBend) : nil
        guard inner != nil || at == layer.count - 1 else { continue }
        let last = inner.map { order.place[$0] } ?? before.count
        for vertex in layer[scanned...at] {
          for neighbour in graph.before[vertex] {
            let place = order.place[neighbour]
            guard place < first || place > last else { continue }
            guard !(graph.isBend(neighbour) && graph.isBend(vertex)) else { continue }
            conflicts.insert(LayoutEdge(from: neighbour, to: vertex))
          }
        }
        scanned = at + 1
        first = last
      }
    }
  }

  /// One of the four answers. Mirrored ones are computed from the other end and turned back.
  private func answer(isForward: Bool, isMirrored: Bool) -> [Int] {
    var layers = isForward ? order.layers : order.layers.reversed()
    if isMirrored { layers = layers.map { $0.reversed() } }
    let roots = blocks(layers, isForward: isForward, isMirrored: isMirrored)
    let places = compacted(layers, roots)
    return places.map { isMirrored ? -$0 : $0 }
  }

  /// Of every vertex the first of the line that it stands in.
  private func blocks(_ layers: [[Int]], isForward: Bool, isMirrored: Bool) -> [Int] {
    var root = Array(graph.layer.indices)
    var isContinued = [Bool](repeating: false, count: root.count)
    for layer in layers {
      var last = -1
      for vertex in layer {
        var neighbours = isForward ? graph.before[vertex] : graph.behind[vertex]
        guard !neighbours.isEmpty else { continue }
        func place(_ vertex: Int) -> Int {
          let place = order.place[vertex]
          return isMirrored ? order.layers[graph.layer[vertex]].count - 1 - place : place
        }
        neighbours.sort { place($0) < place($1) }
        let middle = neighbours.count - 1
        for index in (middle / 2)...((middle + 1) / 2) {
          let neighbour = neighbours[index]
          let piece =
            isForward
            ? LayoutEdge(from: neighbour, to: vertex) : LayoutEdge(from: vertex, to: neighbour)
          guard root[vertex] == vertex, !isContinued[neighbour], last < place(neighbour),
            !conflicts.contains(piece)
          else { continue }
          isContinued[neighbour] = true
          root[vertex] = root[neighbour]
          last = place(neighbour)
        }
      }
    }
    return root
  }

  /// Each line as near to the first end as those before it allow, then as near to those behind it as
  /// they allow.
  private func compacted(_ layers: [[Int]], _ root: [Int]) -> [Int] {
    var followers = [[(block: Int, distance: Int)]](repeating: [], count: root.count)
    var waiting = [Int](repeating: 0, count: root.count)
    for layer in layers {
      for (one, next) in zip(layer, layer.dropFirst()) {
        let distance = (extents[one] + extents[next]) / 2
        followers[root[one]].append((root[next], distance))
        waiting[root[next]] += 1
      }
    }
    var ready = root.indices.filter { root[$0] == $0 && waiting[$0] == 0 }
    var places = [Int](repeating: 0, count: root.count)
    for block in ready { places[block] = extents[block] / 2 }
    var at = 0
    while at < ready.count {
      let block = ready[at]
      at += 1
      for (next, distance) in followers[block] {
        places[next] = max(places[next], places[block] + distance)
        waiting[next] -= 1
        if waiting[next] == 0 { ready.append(next) }
      }
    }
    for block in ready.reversed() {
      if let last = followers[block].map({ places[$0.block] - $0.distance }).min() {
        places[block] = max(places[block], last)
      }
    }
    return root.map { places[$0] }
  }

  private static func balanced(_ answers: [[Int]], extents: [Int]) -> [Int] {
    func bounds(_ answer: [Int]) -> (low: Int, high: Int) {
      var (low, high) = (Int.max, Int.min)
      for (place, extent) in zip(answer, extents) {
        low = min(low, place - extent / 2)
        high = max(high, place + extent / 2)
      }
      return (low, high)
    }
    guard !extents.isEmpty else { return [] }
    let all = answers.map(bounds)
    guard let narrowest = all.min(by: { $0.high - $0.low < $1.high - $1.low }) else { return [] }
    let shifted = zip(answers, all).enumerated().map { index, answer -> [Int] in
      // Every second answer was made from the other end.
      let shift = index % 2 == 0 ? narrowest.low - answer.1.low : narrowest.high - answer.1.high
      return answer.0.map { $0 + shift }
    }
    let middles = extents.indices.map { vertex -> Int in
      let sorted = shifted.map { $0[vertex] }.sorted()
      return (sorted[1] + sorted[2]) >> 1
    }
    let low = bounds(middles).low
    return middles.map { $0 - low }
  }
}
