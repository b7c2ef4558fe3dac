import SluiceCore
import SluicePipeline

/// The graph as a Mermaid flowchart. Ids are positions, because names may hold what Mermaid reads as
/// syntax; a label holds nothing that is read as syntax, as an entity or as Markdown.
func mermaidPicture(_ folded: FoldedGraph) -> String {
  let graph = folded.analysis.graph
  var rank = [Int](repeating: 0, count: graph.tasks.count)
  for (index, task) in graph.order.enumerated() { rank[task] = index + 1 }

  var text = "flowchart LR\n"
  var families: Set<TaskFamily> = []
  for position in graph.order {
    let task = graph.tasks[position]
    let family = TaskFamily(task.className)
    families.insert(family)
    text += "  t\(rank[position])[\"\(mermaidLabel(task.name.text))\"]:::\(family.rawValue)Task\n"
  }
  for position in graph.order {
    for edge in graph.upstream[position] {
      text += "  t\(rank[edge.upstream]) --> t\(rank[position])\n"
    }
    if graph.tasks[position].hasUnknownUpstream {
      text += "  u\(rank[position])((\"?\")) -.-> t\(rank[position])\n"
    }
  }
  var ghosts: [TaskName: Int] = [:]
  for reference in folded.missing {
    let number = ghosts[reference.name] ?? ghosts.count + 1
    if ghosts.updateValue(number, forKey: reference.name) == nil {
      text += "  m\(number)[\"\(mermaidLabel(reference.name.text))\"]:::missing\n"
    }
    text += "  m\(number) -.-> t\(rank[reference.task])\n"
  }
  for family in TaskFamily.allCases where families.contains(family) {
    text += "  classDef \(family.rawValue)Task fill:\(family.fill),stroke:#57606a,color:#1f2328\n"
  }
  if !ghosts.isEmpty {
    text += "  classDef missing stroke:#cf222e,stroke-dasharray:5 4\n"
  }
  let marked = graph.order.filter(folded.onCycles.contains)
  if !marked.isEmpty {
    text += "  classDef onCycle stroke:#cf222e,stroke-width:3px\n"
    text += "  class \(marked.map { "t\(rank[$0])" }.joined(separator: ",")) onCycle\n"
  }
  return text
}

/// Letters, digits and what is harmless between them stay; each other ASCII character becomes a
/// numeric entity, which Mermaid puts back only when it draws. An empty label is not allowed.
func mermaidLabel(_ text: String) -> String {
  let scalars = Array(text.unicodeScalars)
  var result = ""
  for (index, scalar) in scalars.enumerated() {
    let isInside =
      index > 0 && index + 1 < scalars.count && isAlphanumeric(scalars[index - 1])
      && isAlphanumeric(scalars[index + 1])
    switch scalar {
    case _ where isAlphanumeric(scalar), " ": result.unicodeScalars.append(scalar)
    case "_", "-", ".", "/":
      if isInside {
        result.unicodeScalars.append(scalar)
      } else {
        result += "#\(scalar.value);"
      }
    case "\n": result += "<br/>"
    case _ where scalar.isASCII && shown(scalar) == scalar: result += "#\(scalar.value);"
    default: result.unicodeScalars.append(shown(scalar))
    }
  }
  return result.allSatisfy { $0 == " " } ? "#nbsp;" : result
}

private func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9": true
  default: false
  }
}
