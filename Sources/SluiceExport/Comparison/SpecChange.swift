/// One thing that two specs ask for differently.
package struct SpecChange: Hashable, Sendable {
  /// What is spoken of.
  package enum Subject: String, Hashable, Sendable {
    /// A task is new, gone, or has another name.
    case task
    /// A task waits for others.
    case edge
    /// What the pods of one or more tasks are.
    case pod
    /// What holds for the run.
    case run
  }

  /// What is spoken of.
  package var subject: Subject
  /// A clause without a capital and a full stop. It may hold any text of either spec, on one line.
  package var words: String
}

/// What `new` asks for and `old` does not, and the other way round, in words: first tasks, then edges,
/// pods and the run. Empty where both mean the same; what changes with every commit is left out.
package func specChanges(from old: [UInt8], to new: [UInt8]) -> [SpecChange] {
  if meansTheSame(old, new) { return [] }
  guard let before = writtenWorkflows(old), let after = writtenWorkflows(new) else {
    return [SpecChange(subject: .run, words: "the file holds no YAML of Kubernetes objects")]
  }
  var changes: [SpecChange] = []
  if before.count == 1, after.count == 1, let before = before.first, let after = after.first {
    changes = WorkflowComparison(before, after).changes
  } else {
    changes = objectChanges(before, after)
  }
  let anything = SpecChange(subject: .run, words: "it is written in another order or form")
  return changes.isEmpty ? [anything] : changes
}

/// Of files with several objects: each is compared with the one of its kind and name.
private func objectChanges(
  _ before: [WrittenWorkflow], _ after: [WrittenWorkflow]
) -> [SpecChange] {
  func name(_ workflow: WrittenWorkflow) -> String {
    "\(workflow.object.kind) '\(workflow.object.name)'"
  }
  let old = Dictionary(before.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
  let names = Set(after.map(name))
  var changes = before.map(name).filter { !names.contains($0) }.map {
    SpecChange(subject: .run, words: "the \($0) is gone")
  }
  for workflow in after {
    guard let other = old[name(workflow)] else {
      changes.append(SpecChange(subject: .run, words: "the \(name(workflow)) is new"))
      continue
    }
    changes += WorkflowComparison(other, workflow).changes.map {
      SpecChange(subject: $0.subject, words: "\(name(workflow)): \($0.words)")
    }
  }
  return changes
}
