/// Which tasks wait for which, directly. The numbers are places in a topological order: each task's
/// upstream is smaller than itself.
struct Precedence: Hashable, Sendable {
  /// For each task those that it waits for, ascending, each once.
  let upstream: [[Int]]

  /// Each list in any order; what is not smaller than the task itself is left out.
  init(upstream: [[Int]]) {
    self.upstream = upstream.enumerated().map { task, list in
      var sorted = list.filter { $0 >= 0 && $0 < task }.sorted()
      var kept = 0
      for index in sorted.indices where index == 0 || sorted[index] != sorted[kept - 1] {
        sorted[kept] = sorted[index]
        kept += 1
      }
      sorted.removeLast(sorted.count - kept)
      return sorted
    }
  }

  var count: Int { upstream.count }

  /// For each task those that wait for it directly, ascending.
  var downstream: [[Int]] {
    var result = [[Int]](repeating: [], count: count)
    for (task, list) in upstream.enumerated() {
      for other in list { result[other].append(task) }
    }
    return result
  }

  /// For each task all that have ended before it begins. O(edges × tasks / 64).
  var before: BitRows {
    var rows = BitRows(rows: count, columns: count)
    for task in 0..<count {
      // Those nearest first: what they wait for is in the row already, and need not be added again.
      for other in upstream[task].reversed() where !rows.contains(other, in: task) {
        rows.unite(task, with: other)
        rows.insert(other, in: task)
      }
    }
    return rows
  }

  /// For each task all that begin only after it. As dear as `before`.
  var after: BitRows {
    var rows = BitRows(rows: count, columns: count)
    let downstream = downstream
    for task in (0..<count).reversed() {
      for other in downstream[task] where !rows.contains(other, in: task) {
        rows.unite(task, with: other)
        rows.insert(other, in: task)
      }
    }
    return rows
  }

  /// The tasks on the longest path that ends at each task, itself included: the step in which it runs if
  /// all tasks take one step and nothing else delays it.
  var steps: [Int] {
    var steps = [Int](repeating: 1, count: count)
    for (task, list) in upstream.enumerated() {
      for other in list { steps[task] = max(steps[task], steps[other] + 1) }
    }
    return steps
  }

  /// The precedence among these tasks alone, which are ascending; it is the whole one among them where
  /// no path leaves them and comes back. The new numbers are positions in `tasks`.
  func restricted(to tasks: [Int], places: inout [Int]) -> Precedence {
    for (place, task) in tasks.enumerated() { places[task] = place }
    defer { for task in tasks { places[task] = -1 } }
    return Precedence(
      upstream: tasks.map { upstream[$0].compactMap { places[$0] < 0 ? nil : places[$0] } })
  }
}
