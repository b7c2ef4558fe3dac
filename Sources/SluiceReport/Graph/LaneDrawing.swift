import SluicePipeline

/// The graph as vertical lanes, two rows for each task in the graph's order.
///
/// A lane carries one task's products from the task down to the last task that reads them. In the
/// first row a task joins the lanes that it reads from; the second shows which lanes go on, so that
/// only what is joined by a line is joined. A task takes over the leftmost lane that ends in it,
/// else the leftmost free one. Edges that point upwards (on a cycle) are not drawn.
struct LaneDrawing {
  /// What is drawn left of one task.
  struct Rows: Hashable {
    /// The row with the task's sign, at `node`.
    var joins: [Character]
    /// The row below it.
    var lanes: [Character]
    /// Column of the task's sign in `joins`.
    var node: Int
  }

  /// Aligned with the graph's order.
  private(set) var rows: [Rows] = []

  /// `nil` if more than `limit` lanes would stand side by side. O(tasks · limit + edges).
  init?(_ graph: PipelineGraph, limit: Int) {
    var rank = [Int](repeating: .max, count: graph.tasks.count)
    for (index, task) in graph.order.enumerated() { rank[task] = index }
    var lastUse = [Int](repeating: -1, count: graph.tasks.count)
    for (index, task) in graph.order.enumerated() {
      for edge in graph.upstream[task] where rank[edge.upstream] < index {
        lastUse[edge.upstream] = index
      }
    }

    // The task whose products each lane carries.
    var lanes: [Int?] = []
    for (index, task) in graph.order.enumerated() {
      let upstream = Set(graph.upstream[task].map(\.upstream))
      var joins: [Int] = []
      var ending: Set<Int> = []
      for (column, carried) in lanes.enumerated() {
        guard let carried, upstream.contains(carried) else { continue }
        joins.append(column)
        if lastUse[carried] == index { ending.insert(column) }
      }
      let node = ending.min() ?? lanes.firstIndex(of: nil) ?? lanes.count
      if node == lanes.count { lanes.append(nil) }
      if lanes.count > limit { return nil }

      let row = LaneDrawing.joinRow(lanes: lanes, node: node, joins: joins, ending: ending)
      for column in ending { lanes[column] = nil }
      if lastUse[task] > index { lanes[node] = task }
      while let last = lanes.last, last == nil { lanes.removeLast() }
      rows.append(
        Rows(joins: row, lanes: LaneDrawing.laneRow(lanes), node: 2 * node))
    }
  }

  /// Two characters for each lane but the last.
  private static func joinRow(
    lanes: [Int?], node: Int, joins: [Int], ending: Set<Int>
  ) -> [Character] {
    let low = min(node, joins.first ?? node)
    let high = max(node, joins.last ?? node)
    let joined = Set(joins)
    var row: [Character] = []
    for (column, carried) in lanes.enumerated() {
      let reachesLeft = column > low && column <= high
      let reachesRight = column >= low && column < high
      if column == node {
        row.append("●")
      } else if joined.contains(column) {
        row.append(corner(left: reachesLeft, right: reachesRight, ends: ending.contains(column)))
      } else if carried != nil {
        // A line that only passes behind: no junction.
        row.append("│")
      } else {
        row.append(reachesLeft && reachesRight ? "─" : " ")
      }
      if column + 1 < lanes.count { row.append(reachesRight ? "─" : " ") }
    }
    return row
  }

  private static func corner(left: Bool, right: Bool, ends: Bool) -> Character {
    switch (left, right) {
    case (true, true): ends ? "┴" : "┼"
    case (true, false): ends ? "╯" : "┤"
    case (false, true): ends ? "╰" : "├"
    case (false, false): "│"
    }
  }

  private static func laneRow(_ lanes: [Int?]) -> [Character] {
    var row: [Character] = []
    for carried in lanes {
      if !row.isEmpty { row.append(" ") }
      row.append(carried == nil ? " " : "│")
    }
    return row
  }
}
