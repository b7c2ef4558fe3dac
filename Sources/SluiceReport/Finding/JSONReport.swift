package import SluiceCore
package import SluicePipeline

/// The findings as `sluice.findings/1`, in the order of `analysis.diagnostics`. Keys are only ever
/// added to this schema.
package func jsonReport(_ analysis: Analysis) -> String {
  let count = FindingCount(analysis.diagnostics)
  let findings = analysis.diagnostics.map { findingJSON($0, sources: analysis.sources) }
  let value: JSONValue = .object([
    "schema": .string("sluice.findings/1"),
    "findings": .array(findings),
    "suppressed": .array(analysis.hidden.map { hiddenJSON($0, sources: analysis.sources) }),
    "summary": .object([
      "errors": .int(count.errors),
      "warnings": .int(count.warnings),
      "tasks": .int(analysis.graph.tasks.count),
      "sources": .int(analysis.sourceCount),
      "suppressed": .int(analysis.hidden.count),
    ]),
  ])
  return value.document
}

/// A finding that the user hides, with the place and the reason.
private func hiddenJSON(_ hidden: Suppressions.Hidden, sources: SourceStore) -> JSONValue {
  .object([
    "finding": findingJSON(hidden.finding, sources: sources),
    "by": .object(located(sources.place(of: hidden.range))),
    "reason": .optional(hidden.reason),
  ])
}

/// One finding: the object that every JSON answer embeds.
package func findingJSON(_ diagnostic: Diagnostic, sources: SourceStore) -> JSONValue {
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
    ])
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
