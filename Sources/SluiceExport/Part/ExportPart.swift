package import SluicePipeline

/// A part of the pipeline that is exported alone: the products of all other tasks have to be there.
package struct ExportPart: Hashable, Sendable {
  /// How its tasks were chosen.
  package enum Choice: String, Hashable, Sendable {
    /// By their names.
    case tasks
    /// They have to run again, or follow from those that have.
    case outdated
  }

  /// How the tasks were chosen.
  package var choice: Choice
  /// Of the tasks, among all tasks of the pipeline; ascending, never empty.
  package var positions: [Int]
  /// Of the tasks that have to run again, as far as the products here tell; those of which it cannot be
  /// told are none of them.
  package var outdated: Set<Int>

  package init(choice: Choice, positions: [Int], outdated: Set<Int>) {
    precondition(!positions.isEmpty, "a part without tasks is no export")
    self.choice = choice
    self.positions = positions
    self.outdated = outdated
  }

  /// Tasks outside the part that tasks of it read from, each with its first reader: ascending.
  package func border(in graph: PipelineGraph) -> [(upstream: Int, reader: DependencyStep)] {
    let inside = Set(positions)
    var readers: [Int: DependencyStep] = [:]
    for step in positions.flatMap(graph.steps) where !inside.contains(step.upstream) {
      readers[step.upstream] = readers[step.upstream] ?? step
    }
    return readers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
