/// How many tasks and DAGs one spec may have.
struct NestingLimits: Hashable, Sendable {
  /// Members of one DAG, at least 2.
  var members: Int
  /// DAGs beside the first one.
  var groups: Int
}

extension NestedDAG {
  /// The tasks in DAGs that keep the limits, so that as few tasks as possible wait for others than they
  /// have to; `nil` where the limits are too small. The same input gives the same DAGs.
  ///
  /// What can be divided for free is (see `DivisionTree`). What cannot is grouped in several ways, each
  /// is improved task by task, and the one that orders the fewest pairs of tasks is kept. `effort` bounds
  /// such moves.
  init?(_ precedence: Precedence, limits: NestingLimits, effort: Int = 4_000_000) {
    guard precedence.count > limits.members else {
      self.init(flat: precedence.count)
      return
    }
    var plan = NestingPlan(precedence, limits, effort)
    let tree = DivisionTree(precedence)
    guard let groups = plan.nested(tree) ?? plan.undivided() else { return nil }
    self.init(groups: groups)
  }
}

/// Makes the DAGs from the smallest parts up.
private struct NestingPlan {
  private let precedence: Precedence
  private let limits: NestingLimits
  private let effort: Int
  /// Joining groups two by two takes too long for more tasks.
  private static let mostMerged = 3000
  /// The DAGs so far, each after those inside of it.
  private var groups: [[NestedDAG.Member]] = []

  init(_ precedence: Precedence, _ limits: NestingLimits, _ effort: Int) {
    self.precedence = precedence
    self.limits = limits
    self.effort = effort
  }

  /// The DAGs, the whole first; `nil` where there would be too many.
  mutating func nested(_ tree: DivisionTree) -> [[NestedDAG.Member]]? {
    // Parts that are grouped at a price may have the DAGs that the others leave.
    let tangles = tree.parts.filter { $0.division == .whole && $0.tasks.count > limits.members }
    let needed = tangles.reduce(0) { $0 + fewest($1.tasks.count) }
    guard let least = members(of: tree, spare: 0, needed: 1) else { return nil }
    let spare = limits.groups - groups.count
    guard spare >= 0 else { return nil }
    if tangles.isEmpty { return finished(least) }
    return members(of: tree, spare: spare, needed: max(1, needed)).flatMap {
      groups.count <= limits.groups ? finished($0) : nil
    }
  }

  /// The DAGs where the pipeline is taken as one that cannot be divided.
  mutating func undivided() -> [[NestedDAG.Member]]? {
    groups = []
    guard limits.groups > 0, let whole = grouped(Array(0..<precedence.count), limits.groups)
    else { return nil }
    return groups.count <= limits.groups ? finished(whole) : nil
  }

  /// How few DAGs take so many tasks out of one.
  private func fewest(_ count: Int) -> Int {
    (count - limits.members + limits.members - 2) / (limits.members - 1)
  }

  /// The members of the DAG of the whole; the others go to `groups`. Of `spare` DAGs each part that
  /// cannot be divided has its share of `needed`.
  private mutating func members(
    of tree: DivisionTree, spare: Int, needed: Int
  ) -> [NestedDAG.Member]? {
    groups = []
    var made = [[NestedDAG.Member]](repeating: [], count: tree.parts.count)
    for number in tree.parts.indices.reversed() {
      let part = tree.parts[number]
      switch part.division {
      case .whole where part.tasks.count <= limits.members:
        made[number] = part.tasks.map { .task($0) }
      case .whole:
        let least = fewest(part.tasks.count)
        guard let grouped = grouped(part.tasks, least + spare * least / needed, spare > 0)
        else { return nil }
        made[number] = grouped
      case .parallel: made[number] = packed(part.parts.map { made[$0] })
      case .series: made[number] = chained(part.parts.map { made[$0] })
      }
      // Each is read once.
      for inner in part.parts { made[inner] = [] }
    }
    return made[0]
  }

  private mutating func group(_ members: [NestedDAG.Member]) -> NestedDAG.Member {
    groups.append(members)
    return .group(groups.count - 1)
  }

  /// Members of parts beside each other: as many parts to a DAG as it holds, until the rest fits.
  private mutating func packed(_ parts: [[NestedDAG.Member]]) -> [NestedDAG.Member] {
    var parts = parts
    while true {
      var total = parts.reduce(0) { $0 + $1.count }
      guard total > limits.members else { return parts.flatMap { $0 } }
      // Each part goes to the fullest DAG that has room, the largest first.
      let order = parts.indices.sorted { (parts[$1].count, $0) < (parts[$0].count, $1) }
      var bins: [[Int]] = []
      var used: [Int] = []
      var withRoom = [[Int]](repeating: [], count: limits.members + 1)
      for part in order {
        let size = parts[part].count
        let room = (size...limits.members).first { !withRoom[$0].isEmpty }
        let bin = room.flatMap { withRoom[$0].popLast() } ?? bins.count
        if bin == bins.count {
          bins.append([])
          used.append(0)
        }
        bins[bin].append(part)
        used[bin] += size
        if used[bin] < limits.members { withRoom[limits.members - used[bin]].append(bin) }
      }
      var kept: [(first: Int, members: [NestedDAG.Member])] = []
      let fullest = bins.indices.sorted { (used[$1], $0) < (used[$0], $1) }
      for bin in fullest {
        let inside = bins[bin].sorted()
        if total > limits.members, used[bin] > 1 {
          total -= used[bin] - 1
          kept.append((inside[0], [group(inside.flatMap { parts[$0] })]))
        } else {
          kept += inside.map { ($0, parts[$0]) }
        }
      }
      parts = kept.sorted { $0.first < $1.first }.map(\.members)
    }
  }

  /// Members of parts one after another: neighbours to a DAG.
  private mutating func chained(_ parts: [[NestedDAG.Member]]) -> [NestedDAG.Member] {
    var parts = parts
    while true {
      var total = parts.reduce(0) { $0 + $1.count }
      guard total > limits.members else { return parts.flatMap { $0 } }
      var runs: [Range<Int>] = []
      var sizes: [Int] = []
      for part in parts.indices {
        if let last = runs.last, let size = sizes.last, size + parts[part].count <= limits.members {
          runs[runs.count - 1] = last.lowerBound..<part + 1
          sizes[sizes.count - 1] += parts[part].count
        } else {
          runs.append(part..<part + 1)
          sizes.append(parts[part].count)
        }
      }
      var isGroup = [Bool](repeating: false, count: runs.count)
      for run in runs.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) })
      where total > limits.members && sizes[run] > 1 {
        isGroup[run] = true
        total -= sizes[run] - 1
      }
      parts = runs.indices.flatMap { run in
        isGroup[run]
          ? [[group(runs[run].flatMap { parts[$0] })]] : runs[run].map { parts[$0] }
      }
    }
  }

  /// The members of a DAG for tasks that cannot be divided, by at most so many DAGs inside of it.
  private mutating func grouped(
    _ tasks: [Int], _ most: Int, _ isFinal: Bool = true
  ) -> [NestedDAG.Member]? {
    var places = [Int](repeating: -1, count: precedence.count)
    let inner = precedence.restricted(to: tasks, places: &places)
    let bounds = GroupingBounds(
      members: limits.members, groups: limits.members, nested: min(most, limits.members))
    let tangle = Tangle(inner)
    let grouping =
      isFinal
      ? tangle.best(
        bounds, effort: effort * tasks.count / precedence.count,
        merging: precedence.count <= NestingPlan.mostMerged)
      : tangle.blocks(of: Array(tasks.indices), bounds)
    guard let grouping else { return nil }
    return grouping.groups.map { numbers in
      let members = numbers.map { NestedDAG.Member.task(tasks[$0]) }
      return members.count == 1 ? members[0] : group(members)
    }
  }

  /// The DAGs with the whole first, and each before those inside of it.
  private func finished(_ whole: [NestedDAG.Member]) -> [[NestedDAG.Member]] {
    var result: [[NestedDAG.Member]] = [whole]
    var next = 0
    while next < result.count {
      for (position, member) in result[next].enumerated() {
        guard case .group(let group) = member else { continue }
        result[next][position] = .group(result.count)
        result.append(groups[group])
      }
      next += 1
    }
    return result
  }
}
