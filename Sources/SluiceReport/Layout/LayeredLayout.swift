/// A place in a picture, in pixels from the upper left corner.
struct LayoutPoint: Hashable {
  var x: Int
  var y: Int
}

/// Where a box stands.
struct LayoutFrame: Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var middle: Int { y + height / 2 }
  var right: Int { x + width }
}

/// A layered drawing from left to right, after Sugiyama, Tagawa and Toda: data flows to the right, few
/// edges cross, none runs behind a box, and no two boxes touch.
///
/// What does not hang together is laid out by itself and put side by side. A part that is much longer
/// than high is broken into bands that are read like lines. The same input gives the same picture.
struct LayeredLayout {
  /// Of every box; those of one layer are equally wide.
  private(set) var frames: [LayoutFrame]
  /// Of every edge the points from the right side of its first box to the left side of its last, or the
  /// other way around where it leads back. Between two of them runs a straight line where they share a
  /// coordinate, else a curve that leaves and arrives level.
  private(set) var routes: [[LayoutPoint]]
  /// Of every edge whether it leads back, or to its own box.
  private(set) var isReversed: [Bool]
  private(set) var size: LayoutSize

  /// Width by height that pictures are brought near to, in tenths.
  static let aspect = 17

  init(_ input: LayoutInput) {
    frames = input.boxes.map { LayoutFrame(x: 0, y: 0, width: $0.width, height: $0.height) }
    routes = [[LayoutPoint]](repeating: [], count: input.edges.count)
    isReversed = [Bool](repeating: false, count: input.edges.count)
    size = LayoutSize(width: 0, height: 0)
    let parts = connectedParts(input)
    let drawings = parts.map { LayeredPart($0, of: input) }
    let corners = shelves(drawings.map(\.size))
    for (index, part) in parts.enumerated() {
      let (drawing, corner) = (drawings[index], corners[index])
      for (box, frame) in zip(part.boxes, drawing.frames) {
        frames[box] = LayoutFrame(
          x: frame.x + corner.x, y: frame.y + corner.y, width: frame.width, height: frame.height)
      }
      for (at, edge) in part.edges.enumerated() {
        routes[edge] = drawing.routes[at].map {
          LayoutPoint(x: $0.x + corner.x, y: $0.y + corner.y)
        }
        isReversed[edge] = drawing.isReversed[at]
      }
      size.width = max(size.width, corner.x + drawing.size.width)
      size.height = max(size.height, corner.y + drawing.size.height)
    }
  }
}

/// Boxes and edges that hang together, by their positions in the input.
struct ConnectedPart {
  var boxes: [Int] = []
  var edges: [Int] = []
}

/// The parts by their first box.
private func connectedParts(_ input: LayoutInput) -> [ConnectedPart] {
  var parent = Array(input.boxes.indices)
  func root(_ box: Int) -> Int {
    var at = box
    while parent[at] != at {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  for edge in input.edges {
    let (one, other) = (root(edge.from), root(edge.to))
    parent[max(one, other)] = min(one, other)
  }
  var numbers: [Int: Int] = [:]
  var parts: [ConnectedPart] = []
  for box in input.boxes.indices {
    let root = root(box)
    if numbers[root] == nil {
      numbers[root] = parts.count
      parts.append(ConnectedPart())
    }
    if let number = numbers[root] { parts[number].boxes.append(box) }
  }
  for (index, edge) in input.edges.enumerated() {
    if let number = numbers[root(edge.from)] { parts[number].edges.append(index) }
  }
  return parts
}

/// The upper left corners of rectangles that stand in rows, in their order.
private func shelves(_ sizes: [LayoutSize]) -> [LayoutPoint] {
  let gap = 48
  let area = sizes.reduce(0) { $0 + ($1.width + gap) * ($1.height + gap) }
  let widest = sizes.map(\.width).max() ?? 0
  let limit = max(widest, wholeRoot(area * LayeredLayout.aspect / 10))
  var corners: [LayoutPoint] = []
  var (x, y, rowHeight) = (0, 0, 0)
  for size in sizes {
    if x > 0, x + size.width > limit {
      y += rowHeight + gap
      (x, rowHeight) = (0, 0)
    }
    corners.append(LayoutPoint(x: x, y: y))
    x += size.width + gap
    rowHeight = max(rowHeight, size.height)
  }
  return corners
}

/// The greatest number whose square is not above `number`.
func wholeRoot(_ number: Int) -> Int {
  guard number > 0 else { return 0 }
  return Int(Double(number).squareRoot())
}
