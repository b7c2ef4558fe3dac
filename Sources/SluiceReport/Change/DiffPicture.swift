import SluiceCore
import SluicePipeline

/// What changed and what lies directly around it, as a Mermaid flowchart.
struct DiffPicture {
  let text: String

  /// `nil` where more than `limit` tasks would have to be shown.
  init?(
    _ difference: ProjectDifference, _ before: PipelineGraph?, _ after: PipelineGraph, limit: Int
  ) {
    var states: [TaskName: TaskChange.State] = [:]
    for task in difference.tasks.tasks where task.state != .same {
      states[task.name] = task.state
    }
    var edges: [(upstream: TaskName, task: TaskName, isGone: Bool)] = []
    for position in after.order {
      let name = after.tasks[position].name
      for edge in after.upstream[position] {
        let upstream = after.tasks[edge.upstream].name
        guard states[name] != nil || states[upstream] == .changed else { continue }
        edges.append((upstream, name, false))
      }
    }
    for edge in difference.edges where !edge.isNew {
      edges.append((edge.upstream, edge.task, true))
    }
    var shown = difference.tasks.tasks.filter { $0.state != .same }.map(\.name)
    var known = Set(shown)
    for name in edges.flatMap({ [$0.upstream, $0.task] }) where known.insert(name).inserted {
      shown.append(name)
    }
    guard shown.count <= limit, edges.count <= limit * 4 else { return nil }
    var ids: [TaskName: Int] = [:]
    var text = "flowchart LR\n"
    for (index, name) in shown.enumerated() {
      ids[name] = index
      let label = mermaidLabel(String(name.text.prefix(80)))
      text += "  t\(index)[\"\(label)\"]:::\((states[name] ?? .same).rawValue)Task\n"
    }
    for edge in edges {
      guard let one = ids[edge.upstream], let other = ids[edge.task] else { continue }
      text += "  t\(one) \(edge.isGone ? "-. gone .->" : "-->") t\(other)\n"
    }
    let used = Set(shown.map { states[$0] ?? .same })
    for (state, look) in DiffPicture.looks where used.contains(state) {
      text += "  classDef \(state.rawValue)Task \(look),color:#1f2328\n"
    }
    self.text = text
  }

  private static let looks: [(TaskChange.State, String)] = [
    (.changed, "fill:#fff8c5,stroke:#9a6700,stroke-width:2px"),
    (.new, "fill:#dafbe1,stroke:#1a7f37,stroke-width:2px"),
    (.gone, "fill:#ffebe9,stroke:#cf222e,stroke-dasharray:4"),
    (.follows, "fill:#ddf4ff,stroke:#0969da"),
    (.same, "fill:#f6f8fa,stroke:#57606a"),
  ]
}
