/// What nesting costs: a task in a DAG of its own waits for all that the DAG waits for, and what waits
/// for one of its tasks waits for all of them.
struct AddedWaiting: Hashable, Sendable {
  /// How many pairs of tasks there are of which one now waits for the other, and no path of the
  /// pipeline says so.
  var pairs: Int
  /// How many tasks wait for others than before.
  var tasks: Int
  /// One of these pairs, the first in the order of the waiting tasks; `nil` without any.
  var example: Example?
  /// The tasks on the pipeline's longest path: steps of a run in which all tasks take one step.
  var stepsBefore: Int
  /// The same, as nested.
  var steps: Int

  /// One task that waits for another one now.
  struct Example: Hashable, Sendable {
    var task: Int
    var waitsFor: Int
  }

  /// Exact. O(edges × tasks / 64).
  init(_ dag: NestedDAG, _ precedence: Precedence) {
    let nested = NestedRun(dag, precedence)
    let before = precedence.before
    let (rows, wanted) = (nested.before, precedence.count)
    pairs = 0
    tasks = 0
    for task in 0..<wanted {
      let added = rows.count(task) - before.count(task)
      pairs += added
      guard added > 0 else { continue }
      tasks += 1
      if example == nil {
        var other: Int?
        rows.forEach(in: task) { number in
          if !before.contains(number, in: task) { other = number }
        }
        example = other.map { Example(task: task, waitsFor: $0) }
      }
    }
    stepsBefore = precedence.steps.max() ?? 0
    steps = nested.steps.max() ?? 0
  }
}

/// The order that nested DAGs give their tasks.
private struct NestedRun {
  /// For each task all that have ended before it begins.
  let before: BitRows
  /// For each task the step in which it runs if all take one step.
  private(set) var steps: [Int]

  init(_ dag: NestedDAG, _ precedence: Precedence) {
    let count = precedence.count
    // Behind the tasks' rows each DAG has two: what has ended when it begins, and when it has ended.
    let begin = count
    let end = count + dag.groups.count
    var rows = BitRows(rows: count + 2 * dag.groups.count, columns: count)
    var steps = [Int](repeating: 0, count: count + 2 * dag.groups.count)
    let dependencies = dag.dependencies(precedence)
    func row(_ member: NestedDAG.Member) -> Int {
      switch member {
      case .task(let task): task
      case .group(let group): end + group
      }
    }
    // Open DAGs, each with the position of the next member.
    var open = [(group: 0, next: 0)]
    while let (group, next) = open.last {
      guard next < dag.groups[group].count else {
        for member in dag.groups[group] {
          rows.unite(end + group, with: row(member))
          if case .task(let task) = member { rows.insert(task, in: end + group) }
          steps[end + group] = max(steps[end + group], steps[row(member)])
        }
        open.removeLast()
        continue
      }
      open[open.count - 1].next += 1
      let member = dag.groups[group][next]
      let start =
        switch member {
        case .task(let task): task
        case .group(let inner): begin + inner
        }
      rows.unite(start, with: begin + group)
      steps[start] = steps[begin + group]
      for position in dependencies[group][next] {
        let other = dag.groups[group][position]
        rows.unite(start, with: row(other))
        if case .task(let task) = other { rows.insert(task, in: start) }
        steps[start] = max(steps[start], steps[row(other)])
      }
      switch member {
      case .task(let task): steps[task] += 1
      case .group(let inner): open.append((inner, 0))
      }
    }
    before = rows
    self.steps = Array(steps.prefix(count))
  }
}
