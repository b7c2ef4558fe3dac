/// Tasks that cannot be divided for free, put into groups that become DAGs; a group of one is a task as
/// it stands.
struct Grouping: Hashable, Sendable {
  /// Each group ascending; a group stands behind all that it waits for.
  var groups: [[Int]]
  /// Pairs of tasks of which one waits for the other only because of the groups.
  var added: Int

  /// How many groups have more than one task.
  var nested: Int { groups.count { $0.count > 1 } }
}

/// What a grouping has to keep.
struct GroupingBounds: Hashable, Sendable {
  /// Tasks in one group, at least 2.
  var members: Int
  /// Groups, those of one task too.
  var groups: Int
  /// Groups of more than one task.
  var nested: Int
}

/// What groupings are measured with.
struct Tangle {
  let precedence: Precedence
  let before: BitRows
  let after: BitRows
  /// How many pairs of tasks are ordered.
  let pairs: Int
  /// Every direct dependency, in one list: this is walked again and again.
  let edges: [Edge]

  struct Edge: Hashable, Sendable {
    var upstream: Int
    var task: Int
  }

  init(_ precedence: Precedence) {
    self.precedence = precedence
    before = precedence.before
    after = precedence.after
    edges = precedence.upstream.enumerated().flatMap { task, list in
      list.map { Edge(upstream: $0, task: task) }
    }
    let before = before
    pairs = (0..<precedence.count).reduce(0) { $0 + before.count($1) }
  }

  var count: Int { precedence.count }

  /// The best of several ways; `nil` where the bounds are too tight. `effort` bounds the moves that are
  /// tried, counted in edges that are looked at. Between ways that delay as much, the one that orders fewer pairs is taken.
  func best(_ bounds: GroupingBounds, effort: Int, merging: Bool) -> Grouping? {
    var ways = orders.compactMap { blocks(of: $0, bounds) }
    if merging { ways += [0, 20].compactMap { merged(bounds, stepPrice: $0) } }
    let runs = TrialRuns(precedence)
    var measured = ways.map { (way: $0, delay: runs.delay($0)) }
    measured.sort { ($0.delay, $0.way.added) < ($1.delay, $1.way.added) }
    for (way, _) in measured.prefix(2) {
      let better = improved(way, bounds, effort: effort / 2)
      measured.append((better, runs.delay(better)))
    }
    return measured.min { ($0.delay, $0.way.added) < ($1.delay, $1.way.added) }?.way
  }

  /// The grouping in which task `t` is in group `owners[t]`, numbers from 0 up to `groups`; `nil` if
  /// groups would wait for each other. Empty groups are left out.
  func grouping(_ owners: [Int], groups: Int) -> Grouping? {
    guard let quotient = Quotient(owners, groups: groups, edges) else { return nil }
    var members = [[Int]](repeating: [], count: groups)
    for (task, owner) in owners.enumerated() { members[owner].append(task) }
    let inside = (0..<groups).reduce(0) { $0 + pairs(inside: members[$1]) }
    return Grouping(
      groups: quotient.order.map { members[$0] }.filter { !$0.isEmpty },
      added: quotient.pairs + inside - pairs)
  }

  /// How many pairs of these tasks are ordered.
  func pairs(inside tasks: [Int]) -> Int {
    guard tasks.count > 1 else { return 0 }
    var row = BitRows(rows: 1, columns: count)
    for task in tasks { row.insert(task, in: 0) }
    return tasks.reduce(0) { $0 + row.countCommon(0, before, $1) }
  }
}

/// The order between groups.
struct Quotient {
  /// Groups so that each stands behind all that it waits for.
  private(set) var order: [Int] = []
  /// How many pairs of tasks of different groups are ordered, counting all of one group before all of
  /// the other.
  private(set) var pairs = 0
  /// For each group those that have ended before it begins.
  private(set) var before: BitRows
  /// For each group those that it waits for directly.
  private(set) var upstream: BitRows
  /// The tasks of each.
  private(set) var sizes: [Int]

  /// `nil` if groups wait for each other. O(edges + groups × edges between groups / 64).
  init?(_ owners: [Int], groups: Int, _ edges: [Tangle.Edge]) {
    upstream = BitRows(rows: groups, columns: groups)
    before = BitRows(rows: groups, columns: groups)
    sizes = [Int](repeating: 0, count: groups)
    for owner in owners { sizes[owner] += 1 }
    for edge in edges where owners[edge.upstream] != owners[edge.task] {
      upstream.insert(owners[edge.upstream], in: owners[edge.task])
    }
    guard sort() else { return nil }
    for group in order {
      var direct: [Int] = []
      upstream.forEach(in: group) { direct.append($0) }
      for other in direct where !before.contains(other, in: group) {
        before.unite(group, with: other)
        before.insert(other, in: group)
      }
      if sizes[group] > 0 { pairs += sizes[group] * before.weight(group, sizes) }
    }
  }

  private mutating func sort() -> Bool {
    let groups = sizes.count
    var downstream = [[Int]](repeating: [], count: groups)
    var waiting = [Int](repeating: 0, count: groups)
    for group in 0..<groups {
      upstream.forEach(in: group) { other in
        downstream[other].append(group)
        waiting[group] += 1
      }
    }
    order = (0..<groups).filter { waiting[$0] == 0 }
    order.reserveCapacity(groups)
    var next = 0
    while next < order.count {
      for group in downstream[order[next]] {
        waiting[group] -= 1
        if waiting[group] == 0 { order.append(group) }
      }
      next += 1
    }
    return order.count == groups
  }
}
