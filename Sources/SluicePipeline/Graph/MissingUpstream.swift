package import SluiceCore
import SluiceScan

/// A reference to a task that does not exist.
package struct MissingUpstream: Hashable, Sendable {
  /// Position of the task that refers to it.
  package var task: Int
  /// As the source has it.
  package var name: TaskName
  /// The reference.
  package var proof: SourceRange

  package init(task: Int, name: TaskName, proof: SourceRange) {
    self.task = task
    self.name = name
    self.proof = proof
  }
}

extension Analysis {
  /// References by name that no task has, by the tasks that make them; of each task a name once.
  package var missingUpstream: [MissingUpstream] {
    let names = Set(graph.tasks.map(\.name))
    var result: [MissingUpstream] = []
    for (position, task) in tasks.enumerated() {
      var seen: Set<TaskName> = []
      for reference in task.references {
        switch reference {
        case .task(let name, let range):
          guard !names.contains(name), seen.insert(name).inserted else { continue }
          result.append(MissingUpstream(task: position, name: name, proof: range))
        case .wildcard, .dynamic: break
        }
      }
    }
    return result
  }
}
