/// What is to be laid out, in pixels: boxes and the edges between them.
struct LayoutInput {
  /// Width and height of every box, even numbers.
  var boxes: [LayoutSize]
  /// Data flows from one box to another; an edge may lead back, or to its own box.
  var edges: [LayoutEdge]
}

/// A width and a height.
struct LayoutSize: Hashable {
  var width: Int
  var height: Int
}

/// Positions of two boxes.
struct LayoutEdge: Hashable {
  var from: Int
  var to: Int
}

/// A graph whose boxes stand in layers, with every edge cut into pieces between neighbouring layers.
///
/// Where an edge passes a layer a bend stands in for it, so that room is kept between the boxes. All
/// edges of one box share their bends: they leave it as one trunk. How many bends there are, and how long
/// all edges are together, is bounded; the longest edges of a graph that would need more have none.
struct LayeredGraph {
  /// Of every vertex; boxes come first, then the bends.
  private(set) var layer: [Int]
  /// How many of the vertices are boxes.
  let boxCount: Int
  /// Of every vertex its neighbours in the layer before, and in the layer behind.
  private(set) var before: [[Int]]
  private(set) var behind: [[Int]]
  /// Of every edge the vertices that it runs through, in the direction of the layers; `nil` where it has
  /// no bends of its own although it passes layers, and for an edge from a box to itself.
  private(set) var chains: [[Int]?]
  /// Of every edge whether it leads back.
  let isReversed: [Bool]

  var layerCount: Int { (layer.max() ?? -1) + 1 }
  func isBend(_ vertex: Int) -> Bool { vertex >= boxCount }

  init(boxCount: Int, edges: [LayoutEdge]) {
    self.boxCount = boxCount
    isReversed = backEdges(edges, count: boxCount)
    let forward = zip(edges, isReversed).map { edge, isReversed in
      isReversed ? LayoutEdge(from: edge.to, to: edge.from) : edge
    }
    layer = layers(of: forward, count: boxCount)
    before = [[Int]](repeating: [], count: boxCount)
    behind = before
    chains = [[Int]?](repeating: nil, count: edges.count)
    var room = 20_000 + 8 * boxCount
    var length = 50_000 + 4 * (boxCount + edges.count)
    var bends: [Bend: Int] = [:]
    var known: Set<LayoutEdge> = []
    let byLength = edges.indices.sorted { (span(forward[$0]), $0) < (span(forward[$1]), $1) }
    for edge in byLength where forward[edge].from != forward[edge].to {
      let way = forward[edge]
      // Edges that lead back are drawn in another colour, so they go alone.
      let owner = isReversed[edge] ? boxCount + edge : way.from
      let inner = (layer[way.from] + 1)..<max(layer[way.from] + 1, layer[way.to])
      length -= inner.count
      guard length > 0 else { break }
      let missing = inner.count { bends[Bend(owner: owner, layer: $0)] == nil }
      guard missing <= room else { continue }
      room -= missing
      var chain = [way.from]
      for at in inner {
        let bend = Bend(owner: owner, layer: at)
        let vertex = bends[bend] ?? addBend(at)
        bends[bend] = vertex
        chain.append(vertex)
      }
      chain.append(way.to)
      for (one, next) in zip(chain, chain.dropFirst())
      where known.insert(LayoutEdge(from: one, to: next)).inserted {
        behind[one].append(next)
        before[next].append(one)
      }
      chains[edge] = chain
    }
  }

  private struct Bend: Hashable {
    var owner: Int
    var layer: Int
  }

  private func span(_ edge: LayoutEdge) -> Int { layer[edge.to] - layer[edge.from] }

  private mutating func addBend(_ at: Int) -> Int {
    layer.append(at)
    before.append([])
    behind.append([])
    return layer.count - 1
  }
}

/// Which edges have to be turned around so that no cycle is left: those that lead back to a box from
/// which a walk in declared order has not returned yet. O(n + e), without recursion.
private func backEdges(_ edges: [LayoutEdge], count: Int) -> [Bool] {
  var outgoing = [[Int]](repeating: [], count: count)
  var hasIncoming = [Bool](repeating: false, count: count)
  for (index, edge) in edges.enumerated() where edge.from != edge.to {
    outgoing[edge.from].append(index)
    hasIncoming[edge.to] = true
  }
  var result = [Bool](repeating: false, count: edges.count)
  enum State { case new, open, done }
  var states = [State](repeating: .new, count: count)
  let roots = (0..<count).filter { !hasIncoming[$0] } + (0..<count).filter { hasIncoming[$0] }
  for root in roots where states[root] == .new {
    states[root] = .open
    var stack: [(box: Int, next: Int)] = [(root, 0)]
    while let (box, next) = stack.last {
      guard next < outgoing[box].count else {
        states[box] = .done
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let edge = outgoing[box][next]
      let target = edges[edge].to
      switch states[target] {
      case .new:
        states[target] = .open
        stack.append((target, 0))
      case .open: result[edge] = true
      case .done: break
      }
    }
  }
  return result
}

/// The layer of every box, from 0, without an empty one: as early as its upstream allows, then nearer to
/// where most of its edges lead, so that edges stay short. The edges have no cycle.
private func layers(of edges: [LayoutEdge], count: Int) -> [Int] {
  var incoming = [[Int]](repeating: [], count: count)
  var outgoing = incoming
  for edge in edges where edge.from != edge.to {
    incoming[edge.to].append(edge.from)
    outgoing[edge.from].append(edge.to)
  }
  var waiting = incoming.map(\.count)
  var order = (0..<count).filter { waiting[$0] == 0 }
  var at = 0
  var layer = [Int](repeating: 0, count: count)
  while at < order.count {
    let box = order[at]
    at += 1
    for next in outgoing[box] {
      layer[next] = max(layer[next], layer[box] + 1)
      waiting[next] -= 1
      if waiting[next] == 0 { order.append(next) }
    }
  }
  for _ in 0..<3 {
    for box in order.reversed() where outgoing[box].count > incoming[box].count {
      if let first = outgoing[box].map({ layer[$0] }).min() { layer[box] = first - 1 }
    }
    for box in order where incoming[box].count > outgoing[box].count {
      if let last = incoming[box].map({ layer[$0] }).max() { layer[box] = last + 1 }
    }
  }
  var ranks: [Int: Int] = [:]
  for (rank, used) in Set(layer).sorted().enumerated() { ranks[used] = rank }
  return layer.map { ranks[$0] ?? 0 }
}
