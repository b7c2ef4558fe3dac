import SluiceCore
import SluicePipeline

/// The elements of a drawn graph in SVG, without the element that holds them all.
struct SVGDrawing {
  let drawing: DrawnGraph
  /// Whether groups hold their tasks, hidden, for a page that shows them.
  let holdsMembers: Bool

  /// Around the picture.
  static let margin = 28

  /// Edges first, so that boxes stand before them.
  var elements: String {
    let edges = drawing.edges.indices.map(edge).joined()
    let nodes = drawing.nodes.indices.map(node).joined()
    return "<g class=\"edges\">\n\(edges)</g>\n<g class=\"nodes\">\n\(nodes)</g>\n"
  }

  /// The tips of the edges.
  static let definitions = """
    <defs>
    <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" \
    markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="tip" d="M0 0L8 4L0 8z"/></marker>
    <marker id="tip-red" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" \
    markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="tip red" d="M0 0L8 4L0 8z"/></marker>
    </defs>

    """

  private func edge(_ index: Int) -> String {
    let edge = drawing.edges[index]
    let classes =
      "edge" + (edge.isOnCycle ? " red" : "") + (edge.isUncertain ? " uncertain" : "")
    // A loop runs in the direction of its points, although it leads back.
    let isTurned = edge.isReversed && edge.from != edge.to
    let end = isTurned ? "marker-start" : "marker-end"
    let tip = edge.isOnCycle ? "tip-red" : "tip"
    return "<path class=\"\(classes)\" id=\"e\(index)\" d=\"\(svgPath(edge.points))\" "
      + "\(end)=\"url(#\(tip))\"/>\n"
  }

  private func node(_ index: Int) -> String {
    let node = drawing.nodes[index]
    let text = BoxText(node.content, drawing.facts)
    let frame = node.frame
    let place = "transform=\"translate(\(frame.x) \(frame.y))\""
    var result = ""
    switch node.content {
    case .unknown, .missing:
      let isMissing = if case .missing = node.content { true } else { false }
      result += "<g class=\"node ghost\(isMissing ? " missing" : "")\" id=\"n\(index)\" \(place)>"
      result += title(text) + box(text, width: frame.width, height: frame.height)
    case .tasks(let group):
      result += "<g class=\"\(classes(of: group, text))\" id=\"n\(index)\" \(place)>" + title(text)
      if group.isOne {
        result += box(text, width: frame.width, height: frame.height)
      } else {
        let (width, height) = (frame.width, frame.height)
        result += "<g class=\"face\">"
        for step in [8, 4] {
          result +=
            "<rect class=\"behind\" x=\"\(step)\" y=\"\(step - 4)\" "
            + "width=\"\(width - 8)\" height=\"\(height - 4)\" rx=\"6\"/>"
        }
        result += "<g transform=\"translate(0 0)\">"
        result += box(text, width: width - 8, height: height - 4) + "</g></g>"
        if holdsMembers { result += inside(group) }
      }
    }
    return result + "</g>\n"
  }

  private func classes(of group: TaskGroups.Group, _ text: BoxText) -> String {
    var classes = "node \((text.kind ?? .other).rawValue)"
    if !group.isOne { classes += " group" }
    if group.positions.contains(where: drawing.onCycles.contains) { classes += " cyclic" }
    return classes
  }

  private func title(_ text: BoxText) -> String { "<title>\(markup(text.tooltip))</title>" }

  private func box(_ text: BoxText, width: Int, height: Int) -> String {
    let isMember = height == BoxText.memberHeight
    var result = "<rect class=\"box\" width=\"\(width)\" height=\"\(height)\" rx=\"6\"/>"
    if text.kind != nil {
      result +=
        "<path class=\"bar\" d=\"M6 0h-0.5a5.5 5.5 0 0 0-5.5 5.5v\(height - 11)"
        + "a5.5 5.5 0 0 0 5.5 5.5h0.5z\"/>"
    }
    let baseline = isMember ? height / 2 + 4 : height / 2 - 3
    result += "<text class=\"name\" x=\"15\" y=\"\(baseline)\">\(markup(text.name))</text>"
    if !isMember {
      result +=
        "<text class=\"detail\" x=\"15\" y=\"\(height / 2 + 14)\">"
        + "\(markup(text.detail))</text>"
    }
    if text.errors + text.warnings > 0 { result += badge(text, width: width) }
    if let state = text.state {
      let middle = isMember ? height / 2 : height / 2 + 10
      result += "<g transform=\"translate(\(width - 15) \(middle))\">\(SVGDrawing.sign(state))</g>"
    }
    return result
  }

  private func badge(_ text: BoxText, width: Int) -> String {
    let count = text.errors > 0 ? text.errors : text.warnings
    let words = count > 99 ? "99+" : String(count)
    let extent = 12 + 7 * words.utf8.count
    return "<g class=\"badge\(text.errors > 0 ? " error" : "")\" "
      + "transform=\"translate(\(width - extent - 5) -7)\">"
      + "<rect width=\"\(extent)\" height=\"17\" rx=\"8.5\"/>"
      + "<text x=\"\(extent / 2)\" y=\"12.5\">\(words)</text></g>"
  }

  /// Tells the state by its form, too; its middle is the origin.
  static func sign(_ state: DrawnState) -> String {
    let path =
      switch state {
      case .fresh: "M-5 0l3.5 4l6-8"
      case .outdated: "M4 -3a5 5 0 1 0 1 4M5 -6v4h-4"
      case .never: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0"
      case .unknown: "M-3 -3a3 3 0 1 1 3 4v1.5M0 5v0.5"
      }
    return "<path class=\"state \(state.rawValue)\" d=\"\(path)\"/>"
  }

  /// The tasks of a group as they stand in it when it is unfolded.
  private func inside(_ group: TaskGroups.Group) -> String {
    let grid = MemberGrid(group, drawing.facts)
    var result =
      "<g class=\"inside\"><rect class=\"behind\" width=\"\(grid.size.width)\" "
      + "height=\"\(grid.size.height)\" rx=\"8\"/>"
    result +=
      "<text class=\"name\" x=\"12\" y=\"20\">"
      + "\(markup(shortened(safeText(group.title), to: (grid.size.width - 24) / 8)))</text>"
    for (place, position) in group.positions.enumerated() {
      let corner = grid.corner(place)
      let text = grid.texts[place]
      let classes =
        "node member \((text.kind ?? .other).rawValue)"
        + (drawing.onCycles.contains(position) ? " cyclic" : "")
      result +=
        "<g class=\"\(classes)\" id=\"t\(position)\" "
        + "transform=\"translate(\(corner.x) \(corner.y))\">" + title(text)
        + box(text, width: grid.width, height: BoxText.memberHeight) + "</g>"
    }
    return result + "</g>"
  }
}

/// Where the tasks of an unfolded group stand: in rows, about as high as wide.
struct MemberGrid {
  let texts: [BoxText]
  let columns: Int
  /// Of every task's box.
  let width: Int

  private static let gap = 8
  private static let head = 32

  init(_ group: TaskGroups.Group, _ facts: DrawnFacts) {
    texts = group.positions.map {
      let name = facts.subject.analysis.graph.tasks[$0].name.text
      return BoxText(.tasks(.init(name: name, positions: [$0])), facts)
    }
    width = texts.map { BoxText.memberWidth($0) }.max() ?? 0
    let area = group.positions.count * (BoxText.memberHeight + MemberGrid.gap)
    let wanted = wholeRoot(area / max(1, width + MemberGrid.gap) * 2)
    columns = min(group.positions.count, max(1, wanted))
  }

  var size: LayoutSize {
    let rows = (texts.count + columns - 1) / columns
    let gap = MemberGrid.gap
    let height = MemberGrid.head + rows * (BoxText.memberHeight + gap) + 4
    return LayoutSize(width: columns * (width + gap) + gap + 8, height: height & ~1)
  }

  func corner(_ place: Int) -> LayoutPoint {
    let gap = MemberGrid.gap
    return LayoutPoint(
      x: 8 + place % columns * (width + gap),
      y: MemberGrid.head + place / columns * (BoxText.memberHeight + gap))
  }
}

/// The way through the points: straight where two share a coordinate, with round corners, else a curve.
func svgPath(_ points: [LayoutPoint]) -> String {
  guard let first = points.first else { return "" }
  var path = "M\(first.x) \(first.y)"
  for (index, point) in points.enumerated().dropFirst() {
    let last = points[index - 1]
    if point == last { continue }
    let next = index + 1 < points.count ? points[index + 1] : point
    if last.y == point.y, next.x == point.x, next.y != point.y {
      let round = corner(last.x, point.x, point.y, next.y)
      path += "H\(point.x - round.x)Q\(point.x) \(point.y) \(point.x) \(point.y + round.y)"
    } else if last.x == point.x, next.y == point.y, next.x != point.x {
      let round = corner(point.x, next.x, last.y, point.y)
      path += "V\(point.y - round.y)Q\(point.x) \(point.y) \(point.x + round.x) \(point.y)"
    } else if last.y == point.y {
      path += "H\(point.x)"
    } else if last.x == point.x {
      path += "V\(point.y)"
    } else {
      let middle = (last.x + point.x) / 2
      path += "C\(middle) \(last.y) \(middle) \(point.y) \(point.x) \(point.y)"
    }
  }
  return path
}

/// How far a corner is cut off along both of its sides.
private func corner(_ x: Int, _ otherX: Int, _ y: Int, _ otherY: Int) -> LayoutPoint {
  let limit = min(8, abs(otherX - x) / 2, abs(otherY - y) / 2)
  return LayoutPoint(
    x: (otherX - x).signum() * limit, y: (otherY - y).signum() * limit)
}
