import SluiceCore
import SluicePipeline

/// The graph for a terminal: beside the lanes each task with its class, what it reads from and what
/// it makes. Where too many lanes would stand side by side the tasks stand in layers instead.
struct GraphText {
  /// The whole picture; no line ends in a blank.
  private(set) var text = ""
  private let graph: PipelineGraph
  private let style: Style
  private let width: Int
  private let onCycles: Set<Int>
  /// For every task the names that it refers to and that no task has.
  private let missing: [[TaskName]]
  private let errors: [TaskName: Int]
  private let nameWidth: Int
  private let classWidth: Int

  /// More lanes than this are harder to follow than names.
  private static let laneLimit = 24
  /// Names longer than this stand out of their column.
  private static let longestColumn = 32

  init(_ folded: FoldedGraph, style: Style, width: Int) {
    let analysis = folded.analysis
    graph = analysis.graph
    self.style = style
    self.width = min(max(0, width), 10_000)
    onCycles = folded.onCycles
    var missing = [[TaskName]](repeating: [], count: graph.tasks.count)
    for reference in folded.missing { missing[reference.task].append(reference.name) }
    self.missing = missing
    var errors: [TaskName: Int] = [:]
    for diagnostic in analysis.diagnostics where diagnostic.kind.severity == .error {
      if let task = diagnostic.task { errors[task, default: 0] += 1 }
    }
    self.errors = errors
    nameWidth = GraphText.column(graph.tasks.map(\.name.text))
    classWidth = GraphText.column(graph.tasks.map(\.className))

    let title = style.paint(safeText(analysis.projectName), .strong)
    let extent = "\(safeText(analysis.entry)), \(counted(folded.count, "task"))"
    line("\(title)  \(style.paint(extent, .faint))")
    if !graph.tasks.isEmpty { line("") }
    if let drawing = LaneDrawing(graph, limit: GraphText.laneLimit) {
      lanes(drawing)
    } else {
      layers()
    }
    footer()
  }

  private mutating func lanes(_ drawing: LaneDrawing) {
    let margin = 2 + (drawing.rows.map(\.joins.count).max() ?? 0)
    for (index, rows) in drawing.rows.enumerated() {
      let task = graph.order[index]
      let node = String(rows.joins[rows.node])
      let picture =
        style.paint(String(rows.joins[..<rows.node]), .gutter) + style.paint(node, role(of: task))
        + style.paint(String(rows.joins[(rows.node + 1)...]), .gutter)
      line(picture + blanks(margin - rows.joins.count) + title(of: task, margin: margin))
      let below = style.paint(String(rows.lanes), .gutter) + blanks(margin - rows.lanes.count)
      line(below + products(of: task, margin: margin))
    }
  }

  /// A layer holds the tasks whose longest way from a root is equally long.
  private mutating func layers() {
    var rank = [Int](repeating: .max, count: graph.tasks.count)
    var depth = [Int](repeating: 0, count: graph.tasks.count)
    var tasks: [[Int]] = []
    for (index, task) in graph.order.enumerated() {
      rank[task] = index
      for edge in graph.upstream[task] where rank[edge.upstream] < index {
        depth[task] = max(depth[task], depth[edge.upstream] + 1)
      }
      while tasks.count <= depth[task] { tasks.append([]) }
      tasks[depth[task]].append(task)
    }
    for (number, layer) in tasks.enumerated() {
      line(style.paint("layer \(number + 1)", .gutter))
      for task in layer {
        line("  " + style.paint("●", role(of: task)) + " " + title(of: task, margin: 4))
        line("    " + products(of: task, margin: 4))
      }
    }
  }

  private func title(of task: Int, margin: Int) -> String {
    let node = graph.tasks[task]
    let name = safeText(node.name.text)
    let className = safeText(node.className)
    var result = style.paint(name, .strong) + blanks(nameWidth - displayWidth(of: name))
    result += "  " + style.paint(className, .accent)
    var upstream = graph.upstream[task].map { safeText(graph.tasks[$0.upstream].name.text) }
    upstream += missing[task].map { safeText($0.text) + " (no such task)" }
    if node.hasUnknownUpstream { upstream.append("?") }
    if !upstream.isEmpty {
      let room = width - margin - nameWidth - classWidth - 6
      result += blanks(classWidth - displayWidth(of: className))
      result += "  ← " + enumeration(upstream, width: max(20, room))
    }
    var marks: [String] = []
    if onCycles.contains(task) { marks.append("on a cycle") }
    if let count = errors[node.name] { marks.append(counted(count, "error")) }
    return marks.isEmpty
      ? result : result + "  " + style.paint("✗ " + marks.joined(separator: ", "), .error)
  }

  private func products(of task: Int, margin: Int) -> String {
    let names = graph.tasks[task].products.shortTexts.map(safeText)
    guard !names.isEmpty else { return style.paint("→ no product", .faint) }
    return style.paint("→ " + enumeration(names, width: max(20, width - margin - 2)), .faint)
  }

  private func role(of task: Int) -> Style.Role {
    onCycles.contains(task) || errors[graph.tasks[task].name] != nil ? .error : .good
  }

  private mutating func footer() {
    let isUnknown = graph.tasks.contains { $0.hasUnknownUpstream }
    if !graph.cycles.isEmpty || isUnknown { line("") }
    for cycle in graph.cycles {
      let names = downstream(cycle).map { safeText(graph.tasks[$0].name.text) }
      let path = (names + names.prefix(1)).joined(separator: " → ")
      line(style.paint("cycle:", .error) + " " + path)
    }
    if isUnknown {
      line(
        style.paint("?  the source names its upstream in a way only running it can tell", .faint))
    }
  }

  /// The cycle in the direction in which data would flow, beginning where it begins.
  private func downstream(_ cycle: [Int]) -> [Int] {
    guard cycle.count > 2 else { return cycle }
    let flows = graph.upstream[cycle[1]].contains { $0.upstream == cycle[0] }
    return flows ? cycle : [cycle[0]] + cycle.dropFirst().reversed()
  }

  private mutating func line(_ content: String) {
    var content = content
    while content.last == " " { content.removeLast() }
    text += content + "\n"
  }

  private static func column(_ texts: [String]) -> Int {
    min(longestColumn, texts.map { displayWidth(of: safeText($0)) }.max() ?? 0)
  }
}
