package import SluiceCore

/// One step of a dependency: who reads, from whom, and what proves it.
package struct DependencyStep: Hashable, Sendable {
  /// Position of the task that reads.
  package var task: Int
  /// Position of the task that it reads from.
  package var upstream: Int
  /// The reference, wildcard or declaration that makes the edge.
  package var proof: SourceRange
}

extension PipelineGraph {
  /// The steps from the task back to each task that it reads from, by their names.
  package func steps(of task: Int) -> [DependencyStep] {
    upstream[task].map { DependencyStep(task: task, upstream: $0.upstream, proof: $0.proof) }
  }

  /// A shortest way from `task` back to `origin`; empty where none leads there. Of several, the one that
  /// takes the first name at each step. O(n + e).
  package func path(from task: Int, to origin: Int) -> [DependencyStep] {
    var reached: [Int: DependencyStep] = [:]
    var front = [task]
    while !front.isEmpty, reached[origin] == nil {
      var next: [Int] = []
      for at in front {
        for step in steps(of: at) where reached[step.upstream] == nil {
          reached[step.upstream] = step
          next.append(step.upstream)
        }
      }
      front = next
    }
    var path: [DependencyStep] = []
    var at = origin
    while let step = reached[at] {
      path.append(step)
      at = step.task
      if at == task { break }
    }
    return path.reversed()
  }
}
