/// The drawing of one part of a picture whose boxes hang together.
struct LayeredPart {
  /// Aligned with the part's boxes.
  private(set) var frames: [LayoutFrame] = []
  /// Aligned with the part's edges.
  private(set) var routes: [[LayoutPoint]] = []
  let isReversed: [Bool]
  private(set) var size = LayoutSize(width: 0, height: 0)

  /// Between two boxes that stand one above the other.
  private static let gap = 18
  /// What an edge takes that passes between them.
  private static let lane = 12

  private let graph: LayeredGraph
  private let order: LayerOrder
  private var middles: [Int]
  private var bands: LayerBands

  init(_ part: ConnectedPart, of input: LayoutInput) {
    var places: [Int: Int] = [:]
    for (place, box) in part.boxes.enumerated() { places[box] = place }
    let edges = part.edges.compactMap { index -> LayoutEdge? in
      guard let from = places[input.edges[index].from], let to = places[input.edges[index].to]
      else { return nil }
      return LayoutEdge(from: from, to: to)
    }
    graph = LayeredGraph(boxCount: part.boxes.count, edges: edges)
    order = LayerOrder(graph)
    let sizes = part.boxes.map { input.boxes[$0] }
    let (gap, lane) = (LayeredPart.gap, LayeredPart.lane)
    let extents = graph.layer.indices.map { $0 < sizes.count ? sizes[$0].height + gap : lane }
    let straight = LayerAlignment.middles(graph, order, extents: extents)
    middles = LayerRelaxation.middles(straight, graph, order, extents: extents)
    var widths = [Int](repeating: 0, count: graph.layerCount)
    for (box, size) in sizes.enumerated() {
      widths[graph.layer[box]] = max(widths[graph.layer[box]], size.width)
    }
    bands = LayerBands(graph, order, middles: middles, extents: extents, widths: widths)
    isReversed = zip(edges, graph.isReversed).map { $0.from == $0.to || $1 }
    for (box, size) in sizes.enumerated() {
      let layer = graph.layer[box]
      frames.append(
        LayoutFrame(
          x: bands.left[layer], y: y(box) - size.height / 2, width: widths[layer],
          height: size.height))
    }
    routes = edges.indices.map { route(edges[$0], at: $0) }
    size = bands.size
  }

  private func y(_ vertex: Int) -> Int { middles[vertex] + bands.shift[graph.layer[vertex]] }

  private func route(_ edge: LayoutEdge, at index: Int) -> [LayoutPoint] {
    if edge.from == edge.to { return loop(frames[edge.from]) }
    guard let chain = graph.chains[index] else {
      let (first, last) =
        graph.isReversed[index]
        ? (frames[edge.to], frames[edge.from]) : (frames[edge.from], frames[edge.to])
      return [
        LayoutPoint(x: first.right, y: first.middle), LayoutPoint(x: last.x, y: last.middle),
      ]
    }
    var points: [LayoutPoint] = []
    for (vertex, next) in zip(chain, chain.dropFirst()) {
      let layer = graph.layer[vertex]
      points.append(LayoutPoint(x: bands.right[layer], y: y(vertex)))
      if bands.number[layer] != bands.number[layer + 1] {
        points += bands.turn(behind: layer, vertex: vertex, from: y(vertex), to: y(next))
      }
      points.append(LayoutPoint(x: bands.left[layer + 1], y: y(next)))
    }
    return points
  }

  /// Out at the right, over the box, and in at the left.
  private func loop(_ frame: LayoutFrame) -> [LayoutPoint] {
    let (left, right, top) = (frame.x - 12, frame.right + 12, frame.y - 8)
    return [
      LayoutPoint(x: frame.right, y: frame.middle), LayoutPoint(x: right, y: frame.middle),
      LayoutPoint(x: right, y: top), LayoutPoint(x: left, y: top),
      LayoutPoint(x: left, y: frame.middle), LayoutPoint(x: frame.x, y: frame.middle),
    ]
  }
}
