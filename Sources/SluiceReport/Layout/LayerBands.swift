/// Where the layers of one part stand: side by side, or, where that would make a strip, in bands one
/// below the other. From the end of one band to the begin of the next the edges run in lanes, nested so
/// that they do not cross there.
struct LayerBands {
  /// Of every layer its left and its right side.
  private(set) var left: [Int] = []
  private(set) var right: [Int] = []
  /// Of every layer the band that it stands in, from 0; one more entry for the end.
  private(set) var number: [Int] = []
  /// Of every layer how far it is moved down.
  private(set) var shift: [Int] = []
  private(set) var size = LayoutSize(width: 0, height: 0)

  private static let lane = 7
  private static let margin = 24
  private static let shortest = 1400

  /// The lanes behind the last layer of a band.
  private struct Turn {
    /// Of the vertices whose edges go on in the next band the rank, from the uppermost.
    var ranks: [Int: Int] = [:]
    /// Where the lanes begin, below the band.
    var top = 0
    var isTaken: Bool { !ranks.isEmpty }
    var room: Int { ranks.isEmpty ? 0 : LayerBands.margin + ranks.count * LayerBands.lane }
  }
  private var turns: [Int: Turn] = [:]
  /// Where all bands end, before the lanes at the right.
  private var end = 0
  private var start = 0

  init(
    _ graph: LayeredGraph, _ order: LayerOrder, middles: [Int], extents: [Int], widths: [Int]
  ) {
    let gaps = LayerBands.gaps(graph, order, middles)
    var tops = [Int](repeating: .max, count: widths.count)
    var bottoms = [Int](repeating: .min, count: widths.count)
    for (vertex, middle) in middles.enumerated() {
      let layer = graph.layer[vertex]
      tops[layer] = min(tops[layer], middle - extents[vertex] / 2)
      bottoms[layer] = max(bottoms[layer], middle + extents[vertex] / 2)
    }
    let length = zip(widths, gaps).reduce(0) { $0 + $1.0 + $1.1 }
    let height = max(1, (bottoms.max() ?? 0) - (tops.min() ?? 0))
    number = LayerBands.numbers(widths, gaps, length: length, height: height)

    for layer in widths.indices where number[layer] != number[layer + 1] && layer + 1 < widths.count
    {
      var turn = Turn()
      for vertex in order.layers[layer] where !graph.behind[vertex].isEmpty {
        turn.ranks[vertex] = turn.ranks.count
      }
      turns[layer] = turn
    }
    // All bands keep the same margins, as wide as the widest turn needs.
    let room = turns.values.map(\.room).max() ?? 0
    start = room
    place(widths, gaps)
    stack(tops, bottoms)
    end = right.max() ?? 0
    size.width = end + room
  }

  private mutating func place(_ widths: [Int], _ gaps: [Int]) {
    var x = start
    for layer in widths.indices {
      if layer > 0, number[layer] != number[layer - 1] { x = start }
      left.append(x)
      right.append(x + widths[layer])
      x += widths[layer] + gaps[layer]
    }
  }

  private mutating func stack(_ tops: [Int], _ bottoms: [Int]) {
    var y = 0
    var first = 0
    for layer in tops.indices where number[layer] != number[layer + 1] {
      let top = tops[first...layer].min() ?? 0
      let bottom = bottoms[first...layer].max() ?? 0
      shift += [Int](repeating: y - top, count: layer + 1 - first)
      y += bottom - top
      if turns[layer] != nil {
        turns[layer]?.top = y + LayerBands.margin
        y += (turns[layer]?.room ?? 0) + LayerBands.margin
      }
      first = layer + 1
    }
    size.height = y
  }

  /// The corners of the way from the right side of a band to the left side of the next: the uppermost
  /// runs outermost, then lowest, then innermost.
  func turn(behind layer: Int, vertex: Int, from y: Int, to target: Int) -> [LayoutPoint] {
    guard let turn = turns[layer], let rank = turn.ranks[vertex] else { return [] }
    let outer = (turn.ranks.count - rank) * LayerBands.lane
    let inner = (rank + 1) * LayerBands.lane
    let right = end + LayerBands.margin / 2 + outer
    let lane = turn.top + outer
    let left = start - LayerBands.margin / 2 - (turn.ranks.count + 1) * LayerBands.lane + inner
    return [
      LayoutPoint(x: right, y: y), LayoutPoint(x: right, y: lane),
      LayoutPoint(x: left, y: lane), LayoutPoint(x: left, y: target),
    ]
  }

  /// The room behind every layer: more where edges climb far.
  private static func gaps(
    _ graph: LayeredGraph, _ order: LayerOrder, _ middles: [Int]
  ) -> [Int] {
    order.layers.map { layer in
      var climb = 0
      for vertex in layer {
        for next in graph.behind[vertex] {
          climb = max(climb, abs(middles[next] - middles[vertex]))
        }
      }
      return min(110, 44 + climb / 8)
    }
  }

  /// As many bands as bring the picture nearest to its aspect, each about equally long.
  private static func numbers(
    _ widths: [Int], _ gaps: [Int], length: Int, height: Int
  ) -> [Int] {
    let wanted = wholeRoot(10 * length / (LayeredLayout.aspect * height))
    // A band is never shorter than what a screen shows.
    let count = max(1, min(wanted, length / LayerBands.shortest, widths.count))
    var numbers: [Int] = []
    var x = 0
    for layer in widths.indices {
      numbers.append(min(count - 1, x * count / max(1, length)))
      x += widths[layer] + gaps[layer]
    }
    return numbers + [count]
  }
}
