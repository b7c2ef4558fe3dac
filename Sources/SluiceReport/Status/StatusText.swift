import SluiceCore
package import SluicePipeline

/// The tasks as a table, in topological order, and below it why some of them have to run again.
/// `words` says when a task ran, from seconds since 1970.
package func statusText(
  _ status: ProjectStatus, style: Style, words: (Double) -> String
) -> String {
  let graph = status.analysis.graph
  var table = TextTable(["name", "last run", "outdated?", "product", "doc", "location"])
  for task in status.tasks {
    let node = graph.tasks[task.task]
    let role: Style.Role = task.isOutdated.map { $0 ? .warning : .good } ?? .note
    table.add([
      (node.name.text, .strong), (task.lastRun.map(words) ?? "has not been run", nil),
      (task.verdict, role), (node.products.shortTexts.joined(separator: ", "), nil),
      (task.doc ?? "", nil), (task.location, .faint),
    ])
  }
  var text = table.text(style)
  let reasons = status.tasks.filter { $0.isOutdated != false && !$0.reasons.isEmpty }
  if !reasons.isEmpty { text += "\n" }
  for task in reasons {
    let name = style.paint(safeText(graph.tasks[task.task].name.text), .strong)
    text += "\(name): \(safeText(task.reasons.joined(separator: "; ")))\n"
  }
  let outdated = status.tasks.filter { $0.isOutdated == true }.count
  let unknown = status.tasks.filter { $0.isOutdated == nil }.count
  let total = counted(status.tasks.count, "task")
  let rest = unknown > 0 ? ", \(unknown) cannot be told from files" : ""
  return text + "\n\(outdated) of \(total) outdated\(rest)\n"
}

/// The tasks as `sluice.status/1`, in topological order. Times are seconds since 1970. Keys are only
/// ever added to this schema.
package func statusJSON(_ status: ProjectStatus) -> String {
  let analysis = status.analysis
  let tasks = status.tasks.map { task -> JSONValue in
    guard case .object(let members) = taskJSON(task.task, in: analysis.graph) else { return .null }
    return .object(
      members + [
        .init("outdated", task.isOutdated.map(JSONValue.bool) ?? .null),
        .init("verdict", .string(task.verdict)),
        .init("code_changed", json(task.code)),
        .init("upstream_changed", json(task.upstream)),
        .init("reasons", .array(task.reasons.map(JSONValue.string))),
        .init("last_run", task.lastRun.map(JSONValue.double) ?? .null),
        .init("doc", .optional(task.doc)),
        .init("location", .string(task.location)),
      ])
  }
  let value: JSONValue = .object([
    "schema": .string("sluice.status/1"),
    "tasks": .array(tasks),
    "findings": .array(
      analysis.diagnostics.map { findingJSON($0, sources: analysis.sources) }),
  ])
  return value.document
}

private func json(_ answer: TaskStatus.Answer) -> JSONValue {
  switch answer {
  case .yes: .bool(true)
  case .no: .bool(false)
  case .unknown: .null
  }
}
