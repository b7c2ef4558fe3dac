import SluiceCore
package import SluicePipeline

/// The forms of `sluice diff`.
package enum DiffFormat: String, Hashable, Sendable, CaseIterable {
  case text, json, markdown
}

/// What a target asks the cluster for differently.
package struct TargetChange: Hashable, Sendable {
  /// Empty where the target has no name.
  package var target: String
  /// One clause for each change.
  package var words: [String]

  package init(target: String, words: [String]) {
    self.target = target
    self.words = words
  }
}

/// All that differs between two states of a project. `graphs` are those of the earlier state, if there
/// was a project, and of the later one.
package func diffReport(
  _ difference: ProjectDifference, targets: [TargetChange],
  graphs: (before: PipelineGraph?, after: PipelineGraph), _ names: ComparedNames,
  format: DiffFormat, style: Style
) -> String {
  switch format {
  case .text: diffText(difference, targets, style)
  case .json: diffJSON(difference, targets, names).document
  case .markdown: DiffMarkdown(difference, targets, graphs.before, graphs.after, names).text
  }
}

extension ProjectDifference {
  /// Whether there is anything to tell.
  var isEmpty: Bool {
    tasks.tasks.allSatisfy { $0.state == .same } && edges.isEmpty && findings.isEmpty
  }
}

extension ProjectChange {
  /// `2 changed, 1 new, 3 follow`; empty where nothing is touched.
  var summary: String {
    let states: [(TaskChange.State, String)] = [
      (.changed, "changed"), (.new, "new"), (.gone, "gone"), (.follows, "follow"),
    ]
    return states.compactMap { state, word in
      let count = tasks.count { $0.state == state }
      return count > 0 ? "\(count) \(word)" : nil
    }.joined(separator: ", ")
  }

  /// How many tasks the later state has.
  var total: Int { tasks.count { $0.state != .gone } }
}

extension ProjectDifference.Finding {
  /// `error[SL301]: no task is named 'x'`
  var words: String {
    let kind = diagnostic.kind
    return "\(kind.severity.rawValue)[\(kind.code)]: \(diagnostic.message)"
  }

  /// `file:line`
  var location: String {
    locationText(of: sources.files[diagnostic.range.file].place(of: diagnostic.range.bytes))
  }
}

private func diffText(
  _ difference: ProjectDifference, _ targets: [TargetChange], _ style: Style
) -> String {
  if difference.isEmpty, targets.isEmpty { return "the pipeline means the same\n" }
  var table = TextTable(["task", "", "why", "where"])
  for task in difference.tasks.tasks where task.state != .same {
    let reasons = task.reasons.isEmpty ? [""] : task.reasons
    for (index, reason) in reasons.enumerated() {
      let place =
        task.changes.indices.contains(index) ? task.changes[index].place : nil
      table.add([
        (index == 0 ? task.name.text : "", .strong),
        (index == 0 ? task.state.rawValue : "", task.state.role), (reason, nil),
        (place.map(locationText) ?? "", .faint),
      ])
    }
  }
  var sections: [String] = []
  if difference.tasks.tasks.contains(where: { $0.state != .same }) {
    sections.append(table.text(style))
  }
  func section(_ title: String, _ lines: [(isNew: Bool?, text: String)]) {
    guard !lines.isEmpty else { return }
    let marked = lines.map { line -> String in
      let text = safeText(line.text)
      switch line.isNew {
      case true?: return style.paint("  + " + text, .good)
      case false?: return style.paint("  - " + text, .error)
      case nil: return "    " + text
      }
    }
    sections.append(([title] + marked).joined(separator: "\n") + "\n")
  }
  section(
    "edges",
    difference.edges.map { ($0.isNew, "\($0.upstream.text) → \($0.task.text)") })
  for target in targets {
    let name = target.target.isEmpty ? "cluster" : "target '\(safeText(target.target))'"
    section(name, target.words.map { (nil, $0) })
  }
  section("findings", difference.findings.map { ($0.isNew, "\($0.location) \($0.words)") })
  let summary = difference.tasks.summary
  let total = counted(difference.tasks.total, "task")
  sections.append(summary.isEmpty ? "no task of \(total) is touched\n" : "\(summary); \(total)\n")
  return sections.joined(separator: "\n")
}

/// The answer as `sluice.diff/1`. Keys are only ever added to this schema.
private func diffJSON(
  _ difference: ProjectDifference, _ targets: [TargetChange], _ names: ComparedNames
) -> JSONValue {
  func findings(_ isNew: Bool) -> JSONValue {
    .array(
      difference.findings.filter { $0.isNew == isNew }.map {
        findingJSON($0.diagnostic, sources: $0.sources)
      })
  }
  return .object([
    "schema": .string("sluice.diff/1"),
    "base": stateJSON(names.base, names.baseCommit),
    "head": names.head.map { stateJSON($0, names.headCommit) } ?? .null,
    "tasks": .array(difference.tasks.tasks.filter { $0.state != .same }.map(taskChangeJSON)),
    "edges": .array(
      difference.edges.map { edge in
        .object([
          "upstream": .string(edge.upstream.text), "task": .string(edge.task.text),
          "state": .string(edge.isNew ? "new" : "gone"),
          "file": .string(edge.proof.path), "line": .int(edge.proof.start.line),
        ])
      }),
    "targets": .array(
      targets.map {
        .object(["name": .string($0.target), "changes": .array($0.words.map(JSONValue.string))])
      }),
    "findings": .object(["new": findings(true), "gone": findings(false)]),
    "total": .int(difference.tasks.total),
  ])
}
