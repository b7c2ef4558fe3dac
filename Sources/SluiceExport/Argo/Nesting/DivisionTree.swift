/// The pipeline divided as far as it can be without making anything wait for more than it does: into
/// parts that have nothing to do with each other, and parts of which each runs wholly before the next.
///
/// Every part, and every union of parts of one division (neighbours, where they are one after another),
/// is a *module* of the order: what is outside runs before all of it, after all of it, or beside all of
/// it. Exactly such sets of tasks can become a DAG of their own at no cost.
struct DivisionTree {
  /// One part.
  struct Part {
    var division: Division
    /// Ascending; empty where there are parts.
    var tasks: [Int]
    /// Positions in `parts`, each behind this one; in the order in which they run.
    var parts: [Int]
  }

  /// How a part is made of others.
  enum Division {
    /// One task, or several that cannot be divided.
    case whole
    /// Beside each other.
    case parallel
    /// One after another.
    case series
  }

  /// The first one is the whole pipeline.
  private(set) var parts: [Part]

  /// Visits no more than about `effort` tasks, a task once for each division above it; what is left then
  /// stays whole.
  init(_ precedence: Precedence, effort: Int = 15_000_000) {
    let count = precedence.count
    parts = [Part(division: .whole, tasks: Array(0..<count), parts: [])]
    // How many tasks of the same part run before each task, and how many after it.
    var below = precedence.before.counts(count)
    var above = precedence.after.counts(count)
    // The part that each task is in, as far as it has been divided.
    var owner = [Int](repeating: 0, count: count)
    var component = [Int](repeating: -1, count: count)
    let downstream = precedence.downstream
    var effort = effort
    var open = [0]
    while let part = open.popLast() {
      let tasks = parts[part].tasks
      guard tasks.count > 1, effort > 0 else { continue }
      effort -= tasks.count
      var pieces = DivisionTree.components(
        tasks, part, owner, precedence.upstream, downstream, &component)
      var division = Division.parallel
      if pieces.count == 1 {
        pieces = DivisionTree.slices(tasks, below, above)
        division = .series
        // What ran before a slice has gone from the counts of its tasks, and what ran after it.
        var gone = 0
        for piece in pieces where pieces.count > 1 {
          for task in piece {
            below[task] -= gone
            above[task] -= tasks.count - gone - piece.count
          }
          gone += piece.count
        }
      }
      guard pieces.count > 1 else { continue }
      parts[part].division = division
      parts[part].tasks = []
      for piece in pieces {
        for task in piece { owner[task] = parts.count }
        parts[part].parts.append(parts.count)
        if piece.count > 1 { open.append(parts.count) }
        parts.append(Part(division: .whole, tasks: piece, parts: []))
      }
    }
  }

  /// The tasks in groups between which there is no edge; each group ascending, the groups by their first
  /// task. `component` has -1 for each task, before and after.
  private static func components(
    _ tasks: [Int], _ part: Int, _ owner: [Int], _ upstream: [[Int]], _ downstream: [[Int]],
    _ component: inout [Int]
  ) -> [[Int]] {
    var work: [Int] = []
    var result: [[Int]] = []
    for start in tasks where component[start] < 0 {
      let number = result.count
      result.append([])
      component[start] = number
      work.append(start)
      while let task = work.popLast() {
        for other in upstream[task] where owner[other] == part && component[other] < 0 {
          component[other] = number
          work.append(other)
        }
        for other in downstream[task] where owner[other] == part && component[other] < 0 {
          component[other] = number
          work.append(other)
        }
      }
    }
    for task in tasks {
      result[component[task]].append(task)
      component[task] = -1
    }
    return result
  }

  /// The tasks cut wherever all before the cut run before all behind it. In a topological order, all
  /// pairs across a cut are the pairs of tasks before it, less those on this side of it: what runs after
  /// them less what runs before them, which their counts tell.
  private static func slices(_ tasks: [Int], _ below: [Int], _ above: [Int]) -> [[Int]] {
    var result: [[Int]] = []
    var slice: [Int] = []
    var across = 0
    for (index, task) in tasks.enumerated() {
      slice.append(task)
      across += above[task] - below[task]
      if across == (index + 1) * (tasks.count - index - 1) {
        result.append(slice)
        slice = []
      }
    }
    return result
  }
}

extension BitRows {
  /// How many numbers are in each of the first rows.
  fileprivate func counts(_ rows: Int) -> [Int] { (0..<rows).map { count($0) } }
}
