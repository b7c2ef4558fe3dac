import SluiceCore
package import SluicePipeline

/// The forms of `sluice affected`.
package enum AffectedFormat: String, Hashable, Sendable, CaseIterable {
  case text, names, json
  case githubMatrix = "github-matrix"
}

/// The tasks that a change touches, in topological order. Of those that are gone only `text` and `json`
/// tell: nobody can run them.
package func affectedReport(
  _ change: ProjectChange, _ names: ComparedNames, format: AffectedFormat, style: Style
) -> String {
  let affected = change.tasks.filter(\.isAffected)
  switch format {
  case .names: return affected.map { safeText($0.name.text) + "\n" }.joined()
  case .githubMatrix:
    // Without blanks: a workflow compares it with `{"include":[]}`.
    let entries = affected.map { "{\"task\":\(JSONValue.string($0.name.text).compact)}" }
    return "{\"include\":[" + entries.joined(separator: ",") + "]}\n"
  case .json: return affectedJSON(change, names).document
  case .text: return affectedText(change, style)
  }
}

private func affectedText(_ change: ProjectChange, _ style: Style) -> String {
  var table = TextTable(["task", "", "why", "where"])
  for task in change.tasks where task.state != .same {
    let places = task.changes.first?.place.map(locationText) ?? ""
    table.add([
      (task.name.text, .strong), (task.state.rawValue, task.state.role),
      (task.reasons.joined(separator: "; "), nil), (places, .faint),
    ])
  }
  let affected = change.tasks.filter(\.isAffected).count
  let gone = change.tasks.filter { $0.state == .gone }.count
  let total = counted(change.tasks.count - gone, "task")
  if affected + gone == 0 { return "nothing is affected: 0 of \(total)\n" }
  return table.text(style) + "\n\(affected) of \(total) affected"
    + (gone > 0 ? ", \(gone) gone\n" : "\n")
}

extension TaskChange.State {
  var role: Style.Role {
    switch self {
    case .changed: .warning
    case .follows: .note
    case .new: .good
    case .gone: .error
    case .same: .faint
    }
  }
}

/// The answer as `sluice.affected/1`. Keys are only ever added to this schema.
func affectedJSON(_ change: ProjectChange, _ names: ComparedNames) -> JSONValue {
  let affected = change.tasks.filter(\.isAffected)
  return .object([
    "schema": .string("sluice.affected/1"),
    "base": stateJSON(names.base, names.baseCommit),
    "head": names.head.map { stateJSON($0, names.headCommit) } ?? .null,
    "affected": .array(affected.map { .string($0.name.text) }),
    "tasks": .array(change.tasks.filter { $0.state != .same }.map(taskChangeJSON)),
    "count": .int(affected.count),
    "total": .int(change.tasks.filter { $0.state != .gone }.count),
  ])
}

func stateJSON(_ name: String, _ commit: String?) -> JSONValue {
  .object(["revision": .string(name), "commit": .optional(commit)])
}

/// One task, as every answer about changes shows it.
func taskChangeJSON(_ task: TaskChange) -> JSONValue {
  .object([
    "name": .string(task.name.text),
    "state": .string(task.state.rawValue),
    "reasons": .array(
      task.changes.map { change in
        .object([
          "kind": .string(change.kind.rawValue),
          "name": .string(change.name),
          "message": .string(change.words),
          "before": partJSON(change.before),
          "after": partJSON(change.after),
        ])
      }),
    "via": .array(task.via.map { .string($0.text) }),
    "former_name": .optional(task.formerName?.text),
    "understood": .bool(task.isUnderstood),
  ])
}

private func partJSON(_ part: MeaningPart?) -> JSONValue {
  guard let part else { return .null }
  let place = part.place
  func position(_ position: Place.Position, _ byte: Int) -> JSONValue {
    .object([
      "line": .int(position.line), "column": .int(position.column), "byte": .int(byte),
    ])
  }
  return .object([
    "value": .optional(part.words),
    "file": .optional(place?.path),
    "cell": place?.cell.map(JSONValue.int) ?? .null,
    "start": place.map { position($0.start, $0.startByte) } ?? .null,
    "end": place.map { position($0.end, $0.endByte) } ?? .null,
  ])
}
