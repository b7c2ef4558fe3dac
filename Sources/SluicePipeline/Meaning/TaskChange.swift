package import SluiceCore

/// What a change of the project does to one task.
package struct TaskChange: Hashable, Sendable {
  /// Whether and why the task is touched.
  package enum State: String, Hashable, Sendable {
    /// It means something else.
    case changed
    /// It means the same, and reads from a task that is touched.
    case follows
    /// The earlier state does not have it.
    case new
    /// The later state does not have it.
    case gone
    /// Nothing touches it.
    case same
  }

  package var name: TaskName
  package var state: State
  /// What differs; empty unless it changed.
  package var changes: [PartChange] = []
  /// The tasks that it reads from and that are touched, by name; of one that only follows.
  package var via: [TaskName] = []
  /// The name that a new task had before: it means the same.
  package var formerName: TaskName?
  /// Whether all of its code could be read in both states: else its bytes were compared.
  package var isUnderstood = true

  /// Whether it has to run again.
  package var isAffected: Bool {
    switch state {
    case .changed, .follows, .new: true
    case .gone, .same: false
    }
  }
}

/// What a change does to every task of a project.
package struct ProjectChange: Sendable {
  /// The tasks of the later state in topological order, then those that are gone, in their old order.
  package var tasks: [TaskChange]

  /// Compares the meanings of two states, in declared order; `graph` is that of the later one. Without
  /// `before` there was no project.
  package init(
    _ before: [TaskMeaning]?, _ after: [TaskMeaning], _ graph: PipelineGraph,
    ignoresEnvironment: Bool = false
  ) {
    func kept(_ meaning: TaskMeaning) -> [MeaningPart] {
      ignoresEnvironment ? meaning.parts.filter { $0.kind != .environment } : meaning.parts
    }
    // Of two tasks of one name, which a finding reports, the last counts, as for Ploomber.
    var old: [TaskName: TaskMeaning] = [:]
    for meaning in before ?? [] { old[meaning.name] = meaning }
    var changes = after.map { meaning in
      guard let known = old[meaning.name] else {
        return TaskChange(name: meaning.name, state: .new, isUnderstood: meaning.isUnderstood)
      }
      let found = partChanges(kept(known), kept(meaning))
      return TaskChange(
        name: meaning.name, state: found.isEmpty ? .same : .changed, changes: found,
        isUnderstood: known.isUnderstood && meaning.isUnderstood)
    }
    let names = Set(after.map(\.name))
    let gone = (before ?? []).filter { !names.contains($0.name) }
    let fresh = after.indices.filter { changes[$0].state == .new }
    for (position, name) in renamed(gone, fresh.map { ($0, after[$0]) }) {
      changes[position].formerName = name
    }
    ProjectChange.spread(&changes, along: graph)
    tasks =
      graph.order.filter(changes.indices.contains).map { changes[$0] }
      + gone.map { TaskChange(name: $0.name, state: .gone, isUnderstood: $0.isUnderstood) }
  }

  /// Marks all that follows from what changed.
  private static func spread(_ changes: inout [TaskChange], along graph: PipelineGraph) {
    let touched = changes.indices.filter { changes[$0].isAffected }
    let reached = Set(Reach(graph).closure(of: touched))
    for position in graph.order where reached.contains(position) {
      guard changes.indices.contains(position), changes[position].state == .same else { continue }
      changes[position].state = .follows
      changes[position].via = graph.upstream[position].map(\.upstream).filter(reached.contains)
        .map { graph.tasks[$0].name }.sorted { $0.text < $1.text }
    }
  }
}

/// New tasks that mean what exactly one task meant that is gone, by position.
private func renamed(
  _ gone: [TaskMeaning], _ fresh: [(position: Int, meaning: TaskMeaning)]
) -> [(position: Int, name: TaskName)] {
  var old: [[MeaningPart]: [TaskName]] = [:]
  for meaning in gone { old[meaning.essence, default: []].append(meaning.name) }
  var new: [[MeaningPart]: [Int]] = [:]
  for (position, meaning) in fresh { new[meaning.essence, default: []].append(position) }
  return new.compactMap { essence, positions in
    guard let names = old[essence], names.count == 1, positions.count == 1 else { return nil }
    return (positions[0], names[0])
  }
}

extension TaskMeaning {
  /// What stays when a task gets another name, and its products with it; places aside.
  fileprivate var essence: [MeaningPart] {
    parts.compactMap { part in
      switch part.kind {
      case .product, .upstream, .environment: return nil
      case .function, .classDefinition, .variable, .loading, .cell, .file, .kernel, .taskClass,
        .param, .resource, .setting:
        var bare = part
        bare.place = nil
        return bare
      }
    }
  }
}
