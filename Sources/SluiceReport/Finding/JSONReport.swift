package import SluiceCore
package import SluicePipeline

/// The findings as `sluice.findings/1`, in the order of `findings.diagnostics`. Keys are only ever
/// added to this schema. Of several projects the object also has `projects`, and each finding names
/// those that have it.
package func jsonReport(_ findings: Findings) -> String {
  jsonValue(findings).document
}

/// The same on one line, with its end.
package func jsonLine(_ findings: Findings) -> String { jsonValue(findings).compact + "\n" }

private func jsonValue(_ findings: Findings) -> JSONValue {
  let count = FindingCount(findings.diagnostics)
  let shown = findings.diagnostics.enumerated().map { position, finding in
    findingJSON(finding, sources: findings.sources, of: findings.owners(ofShown: position))
  }
  let hidden = findings.hidden.enumerated().map { position, hidden in
    hiddenJSON(hidden, sources: findings.sources, of: findings.owners(ofHidden: position))
  }
  var members: [JSONValue.Member] = [
    .init("schema", .string("sluice.findings/1")),
    .init("findings", .array(shown)),
    .init("suppressed", .array(hidden)),
    .init(
      "summary",
      .object([
        "errors": .int(count.errors),
        "warnings": .int(count.warnings),
        "tasks": .int(findings.taskCount),
        "sources": .int(findings.sourceCount),
        "suppressed": .int(findings.hidden.count),
      ])),
  ]
  if !findings.projects.isEmpty {
    members.append(.init("projects", .array(findings.projects.map(projectJSON))))
  }
  return .object(members)
}

private func projectJSON(_ project: Findings.Project) -> JSONValue {
  let count = FindingCount(project.diagnostics)
  return .object([
    "root": .string(project.root),
    "entry": .string(project.entry),
    "errors": .int(count.errors),
    "warnings": .int(count.warnings),
    "tasks": .int(project.taskCount),
    "sources": .int(project.sourceCount),
  ])
}

/// A finding that the user hides, with the place and the reason.
private func hiddenJSON(
  _ hidden: Suppressions.Hidden, sources: SourceStore, of projects: [String]?
) -> JSONValue {
  .object([
    "finding": findingJSON(hidden.finding, sources: sources, of: projects),
    "by": .object(located(sources.place(of: hidden.range))),
    "reason": .optional(hidden.reason),
  ])
}

/// One finding: the object that every JSON answer embeds. `projects` are the roots of those that have
/// it, where there are several.
package func findingJSON(
  _ diagnostic: Diagnostic, sources: SourceStore, of projects: [String]? = nil
) -> JSONValue {
  let place = sources.place(of: diagnostic.range)
  let related = diagnostic.related.map { related -> JSONValue in
    let place = sources.place(of: related.range)
    return .object(located(place) + [.init("message", .string(related.message))])
  }
  let kind = diagnostic.kind
  return .object(
    [
      .init("code", .string(kind.code)),
      .init("name", .string(kind.name)),
      .init("severity", .string(kind.severity.rawValue)),
      .init("message", .string(diagnostic.message)),
    ] + located(place) + [
      .init("task", .optional(diagnostic.task?.text)),
      .init("help", .optional(diagnostic.help)),
      .init("related", .array(related)),
      .init("blocks", .array(diagnostic.blocks.map { .string($0.text) })),
      .init("fix", diagnostic.fix.map { fixJSON($0, sources: sources) } ?? .null),
    ] + (projects.map { [.init("projects", .array($0.map(JSONValue.string)))] } ?? []))
}

/// `title`, whether it is safe, and what it changes: texts for ranges, or names of files.
private func fixJSON(_ fix: Fix, sources: SourceStore) -> JSONValue {
  let changes = fix.changes.map { change -> JSONValue in
    switch change {
    case .replace(let range, let text):
      .object(located(sources.place(of: range)) + [.init("text", .string(text))])
    case .rename(let from, let to): .object(["rename": .string(from), "to": .string(to)])
    }
  }
  return .object([
    "title": .string(fix.title), "safe": .bool(fix.isSafe), "changes": .array(changes),
  ])
}

/// `file`, `start`, `end`, `cell`. In a notebook lines count within the cell, bytes in the file.
func located(_ place: Place) -> [JSONValue.Member] {
  func position(_ position: Place.Position, byte: Int) -> JSONValue {
    .object([
      "line": .int(position.line), "column": .int(position.column), "byte": .int(byte),
    ])
  }
  return [
    .init("file", .string(place.path)),
    .init("start", position(place.start, byte: place.startByte)),
    .init("end", position(place.end, byte: place.endByte)),
    .init("cell", place.cell.map(JSONValue.int) ?? .null),
  ]
}
