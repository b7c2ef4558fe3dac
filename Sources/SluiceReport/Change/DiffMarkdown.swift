import SluiceCore
import SluicePipeline

/// The difference as a comment on a pull request: GitHub takes no longer one than `limit`.
struct DiffMarkdown {
  /// Characters of a comment, with room for what a workflow may put around it.
  static let limit = 65_000
  /// How many rows of each table are shown, how many tasks of the picture: the first that fits counts.
  private static let sizes = [(rows: 100, nodes: 80), (50, 60), (20, 40), (8, 0), (1, 0)]

  let text: String

  init(
    _ difference: ProjectDifference, _ targets: [TargetChange], _ before: PipelineGraph?,
    _ after: PipelineGraph, _ names: ComparedNames
  ) {
    var text = ""
    for (rows, nodes) in DiffMarkdown.sizes {
      let page = DiffPage(
        difference: difference, targets: targets, before: before, after: after, names: names,
        rows: rows, nodes: nodes)
      text = page.text
      if text.unicodeScalars.count <= DiffMarkdown.limit { break }
    }
    self.text = text
  }
}

/// The comment with at most so many rows and nodes.
private struct DiffPage {
  let difference: ProjectDifference
  let targets: [TargetChange]
  let before: PipelineGraph?
  let after: PipelineGraph
  let names: ComparedNames
  let rows: Int
  let nodes: Int

  var text: String {
    let summary = difference.tasks.summary
    let base = markdownCode(names.base)
    guard !difference.isEmpty || !targets.isEmpty else {
      return "### Pipeline\n\nNothing changes: all \(counted(difference.tasks.total, "task")) "
        + "mean the same as in \(base).\n"
    }
    var parts = [
      "### Pipeline\n\n"
        + (summary.isEmpty ? "No task is touched" : "**\(summary)**")
        + ", of \(counted(difference.tasks.total, "task")), compared with \(base).\n"
    ]
    let touched = difference.tasks.tasks.filter { $0.state != .same }
    if !touched.isEmpty {
      if let picture = DiffPicture(difference, before, after, limit: nodes)?.text {
        parts.append("```mermaid\n" + picture + "```\n")
      }
      parts.append(table(touched))
    }
    parts += details(
      "Edges",
      difference.edges.map {
        ($0.isNew ? "new: " : "gone: ") + markdownCode($0.upstream.text) + " → "
          + markdownCode($0.task.text)
      })
    for target in targets {
      let name = target.target.isEmpty ? "Cluster" : "Target " + markdownCode(target.target)
      parts += details(name, target.words.map(markdownText))
    }
    parts += details(
      "Findings",
      difference.findings.map {
        ($0.isNew ? "new: " : "gone: ") + markdownText($0.words) + " "
          + markdownCode($0.location)
      })
    return parts.joined(separator: "\n")
  }

  private func table(_ tasks: [TaskChange]) -> String {
    var lines = ["| task | | why |", "| --- | --- | --- |"]
    for task in tasks.prefix(rows) {
      let reasons = task.reasons.prefix(5).map { markdownText(String($0.prefix(300))) }
      let rest = task.reasons.count > 5 ? ["… and \(task.reasons.count - 5) more"] : []
      lines.append(
        "| \(markdownCode(task.name.text)) | \(task.state.rawValue) "
          + "| \((reasons + rest).joined(separator: "<br>")) |")
    }
    let rest = tasks.count - rows
    return lines.joined(separator: "\n") + "\n" + (rest > 0 ? "\n… and \(rest) more\n" : "")
  }

  private func details(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    let rest = items.count > rows ? ["- … and \(items.count - rows) more"] : []
    let list = items.prefix(rows).map { "- " + $0 } + rest
    return [
      "<details><summary>\(title) (\(items.count))</summary>\n\n" + list.joined(separator: "\n")
        + "\n\n</details>\n"
    ]
  }
}

/// Text in which Markdown and HTML see nothing but text; mentions and references lead nowhere. One line.
func markdownText(_ text: String) -> String {
  var result = ""
  for scalar in safeText(text).unicodeScalars {
    switch scalar {
    case "@", "#": result += "&#\(scalar.value);&#8203;"
    case "a"..."z", "A"..."Z", "0"..."9", " ", ",", ";", "'", "/", "=", "?", "%", "^", "\"", ")",
      "}":
      result.unicodeScalars.append(scalar)
    case _ where scalar.isASCII: result += "&#\(scalar.value);"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A name as code; long ones are cut.
func markdownCode(_ text: String) -> String {
  let shown = text.count > 120 ? text.prefix(119) + "…" : text
  return "<code>" + (shown.isEmpty ? "&nbsp;" : markdownText(shown)) + "</code>"
}
