import SluiceCore
import SluicePipeline

/// The graph in Graphviz' language. A node's id is the task's name, so that what reads the picture
/// finds the tasks; its tooltip names the class, the source and the products.
func dotPicture(_ folded: FoldedGraph) -> String {
  let graph = folded.analysis.graph
  let ids = nodeIDs(graph)
  var text = """
    digraph \(quoted(folded.analysis.projectName, isID: true)) {
      rankdir=LR;
      node [shape=box, style="rounded,filled", fontname="sans-serif", color="#57606a"];
      edge [color="#57606a"];

    """
  for position in graph.order {
    let task = graph.tasks[position]
    let tooltip = [task.className, task.source] + task.products.shortTexts.map { "→ \($0)" }
    var attributes = [
      "label=\(quoted(task.name.text))",
      "tooltip=\(quoted(tooltip.joined(separator: "\n")))",
      "fillcolor=\"\(TaskFamily(task.className).fill)\"",
    ]
    if folded.onCycles.contains(position) { attributes.append("color=\"#cf222e\", penwidth=2") }
    text += "  \(ids[position]) [\(attributes.joined(separator: ", "))];\n"
  }
  for position in graph.order {
    for edge in graph.upstream[position] {
      let isOnCycle = folded.cycleEdges.contains(
        LayoutEdge(from: edge.upstream, to: position))
      let attributes = isOnCycle ? " [color=\"#cf222e\"]" : ""
      text += "  \(ids[edge.upstream]) -> \(ids[position])\(attributes);\n"
    }
    if graph.tasks[position].hasUnknownUpstream {
      let id = quoted("unknown upstream of \(graph.tasks[position].name.text)", isID: true)
      text += "  \(id) [label=\"?\", shape=circle, style=dashed];\n"
      text += "  \(id) -> \(ids[position]) [style=dashed];\n"
    }
  }
  var known: Set<TaskName> = []
  for reference in folded.missing {
    let id = quoted("missing task \(reference.name.text)", isID: true)
    if known.insert(reference.name).inserted {
      text += "  \(id) [label=\(quoted(reference.name.text)), tooltip=\"no such task\", "
      text += "style=dashed, color=\"#cf222e\"];\n"
    }
    text += "  \(id) -> \(ids[reference.task]) [style=dashed];\n"
  }
  return text + "}\n"
}

/// A quoted id for each task; two tasks of one name (which is a finding) stay two nodes.
private func nodeIDs(_ graph: PipelineGraph) -> [String] {
  var seen: [TaskName: Int] = [:]
  return graph.tasks.map { task in
    let count = seen[task.name, default: 0] + 1
    seen[task.name] = count
    return quoted(count == 1 ? task.name.text : "\(task.name.text) (\(count))", isID: true)
  }
}

/// A double-quoted string that shows `text` as it is: no backslash sequence of it is interpreted, nor
/// an entity (which only an `id` may hold), and a newline starts a new line.
private func quoted(_ text: String, isID: Bool = false) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "&" where !isID: result += "&amp;"
    case "\n": result += "\\n"
    default: result.unicodeScalars.append(shown(scalar))
    }
  }
  return result + "\""
}
