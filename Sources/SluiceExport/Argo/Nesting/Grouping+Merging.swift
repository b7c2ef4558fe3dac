extension Tangle {
  /// Groups made by joining, again and again, the two that cost the least, until the bounds are kept.
  /// `nil` where that comes to a stop before. One step that one task begins later counts as much as
  /// `stepPrice` pairs, where all tasks take one step.
  func merged(_ bounds: GroupingBounds, stepPrice: Int) -> Grouping? {
    var owners = Array(0..<count)
    var groups = count
    while groups > bounds.groups {
      guard let quotient = Quotient(owners, groups: groups, edges) else { return nil }
      var merging = Merging(quotient, owners, self, bounds, stepPrice: stepPrice)
      // Many at once while there are many; one by one where each counts.
      var batch = max(1, (groups - bounds.groups) / 6)
      while true {
        let joined = merging.joined(batch)
        guard !joined.isEmpty else { return nil }
        let next = Tangle.renumbered(owners, groups, joined)
        // Two pairs that are each harmless can wait for each other.
        if joined.count == 1 || Quotient(next, groups: groups - joined.count, edges) != nil {
          owners = next
          groups -= joined.count
          break
        }
        batch = max(1, joined.count / 2)
      }
    }
    return grouping(owners, groups: groups)
  }

  private static func renumbered(
    _ owners: [Int], _ groups: Int, _ joined: [(Int, Int)]
  ) -> [Int] {
    var target = Array(0..<groups)
    for (first, second) in joined { target[second] = first }
    var numbers = [Int](repeating: -1, count: groups)
    var next = 0
    for group in 0..<groups where target[group] == group {
      numbers[group] = next
      next += 1
    }
    return owners.map { numbers[target[$0]] }
  }
}

/// One round: the pairs of groups that could be joined, and what each costs.
private struct Merging {
  private let quotient: Quotient
  private let tangle: Tangle
  private let before: BitRows
  private let after: BitRows
  private let sizes: [Int]
  private let bounds: GroupingBounds
  private let nested: Int
  private let members: [[Int]]
  private let stepPrice: Int
  private let schedule: StepSchedule
  private var sorted: [Pair] = []

  private struct Pair {
    var first: Int
    var second: Int
    var cost: Int
  }

  init(
    _ quotient: Quotient, _ owners: [Int], _ tangle: Tangle, _ bounds: GroupingBounds,
    stepPrice: Int
  ) {
    self.quotient = quotient
    self.tangle = tangle
    self.bounds = bounds
    before = quotient.before
    sizes = quotient.sizes
    nested = sizes.count { $0 > 1 }
    var after = BitRows(rows: sizes.count, columns: sizes.count)
    for group in sizes.indices { before.forEach(in: group) { after.insert(group, in: $0) } }
    self.after = after
    var members = [[Int]](repeating: [], count: sizes.count)
    for (task, owner) in owners.enumerated() { members[owner].append(task) }
    self.members = members
    self.stepPrice = stepPrice
    schedule = StepSchedule(quotient, members, owners, after: after, tangle)
    sorted = candidates()
    sorted.sort { ($0.cost, $0.first, $0.second) < ($1.cost, $1.first, $1.second) }
    // What joining orders between third groups is dear to count: for the best only.
    if sizes.count <= Merging.exactGroups { refine() }
  }

  /// Up to here costs are weighed by tasks, and counted to the end for the best.
  private static let exactGroups = 1200
  private static let refined = 24

  /// The cheapest, of which no two share a group, at most `batch`.
  mutating func joined(_ batch: Int) -> [(Int, Int)] {
    var used = Set<Int>()
    var result: [(Int, Int)] = []
    var nested = nested
    for pair in sorted where result.count < batch {
      guard !used.contains(pair.first), !used.contains(pair.second) else { continue }
      let change = 1 - (sizes[pair.first] > 1 ? 1 : 0) - (sizes[pair.second] > 1 ? 1 : 0)
      guard nested + change <= bounds.nested || change <= 0 else { continue }
      nested += change
      used.insert(pair.first)
      used.insert(pair.second)
      result.append((min(pair.first, pair.second), max(pair.first, pair.second)))
    }
    return result
  }

  /// Neighbours in the order: one right after the other; two with a direct neighbour in common; and
  /// those that follow each other in one order of all, so that there is always a pair.
  private func candidates() -> [Pair] {
    var pairs: [Pair] = []
    var seen = Set<Int>()
    func add(_ one: Int, _ other: Int) {
      let (first, second) = before.contains(one, in: other) ? (one, other) : (other, one)
      guard first != second, sizes[first] + sizes[second] <= bounds.members,
        seen.insert(min(first, second) * sizes.count + max(first, second)).inserted,
        !after.intersects(first, before, second)
      else { return }
      pairs.append(Pair(first: first, second: second, cost: cost(first, second)))
    }
    var downstream = [[Int]](repeating: [], count: sizes.count)
    for group in quotient.order {
      var upstream: [Int] = []
      quotient.upstream.forEach(in: group) { other in
        // Not what another one that it waits for waits for: there is a group between.
        guard !after.intersects(other, before, group) else { return }
        upstream.append(other)
        downstream[other].append(group)
      }
      for other in upstream { add(other, group) }
      addNeighbours(upstream, add)
    }
    for list in downstream { addNeighbours(list, add) }
    for (one, other) in zip(quotient.order, quotient.order.dropFirst()) { add(one, other) }
    return pairs
  }

  /// Each with the next two.
  private func addNeighbours(_ list: [Int], _ add: (Int, Int) -> Void) {
    for distance in 1...2 where list.count > distance {
      for index in 0..<list.count - distance { add(list[index], list[index + distance]) }
    }
  }

  /// Pairs that joining orders with one of the two, less those that it frees.
  private func cost(_ first: Int, _ second: Int) -> Int {
    let isOrdered = before.contains(first, in: second)
    let own = isOrdered ? sizes[first] : 0
    let behind = isOrdered ? sizes[second] : 0
    var cost =
      sizes[first] * (weight(before, second, first) - own)
      + sizes[second] * (weight(after, first, second) - behind)
    if isOrdered {
      cost -= sizes[first] * sizes[second] - tasks(first, second)
    } else {
      cost +=
        sizes[second] * weight(before, first, second)
        + sizes[first] * weight(after, second, first)
    }
    if stepPrice > 0 {
      cost +=
        stepPrice
        * schedule.delay(first, second, isOrdered: isOrdered, upstream: quotient.upstream)
    }
    return cost
  }

  private func weight(_ rows: BitRows, _ row: Int, _ other: Int) -> Int {
    sizes.count <= Merging.exactGroups
      ? rows.weight(row, without: other, sizes) : rows.countDifference(row, other)
  }

  /// How many pairs of tasks of the two groups are ordered.
  private func tasks(_ first: Int, _ second: Int) -> Int {
    var pairs = 0
    for task in members[second] {
      for other in members[first] where tangle.before.contains(other, in: task) { pairs += 1 }
    }
    return pairs
  }

  private mutating func refine() {
    let best = min(sorted.count, Merging.refined)
    for index in 0..<best {
      let pair = sorted[index]
      sorted[index].cost += between(pair.first, pair.second) + between(pair.second, pair.first)
    }
    sorted[..<best].sort { ($0.cost, $0.first, $0.second) < ($1.cost, $1.first, $1.second) }
  }

  /// Pairs of third groups that joining orders: what runs before the first only, with what runs after
  /// the second only.
  private func between(_ first: Int, _ second: Int) -> Int {
    var sum = 0
    let late = after.difference(second, first).filter { $0 != first && $0 != second }
    guard !late.isEmpty else { return 0 }
    for early in before.difference(first, second) where early != first && early != second {
      for group in late where !before.contains(early, in: group) {
        sum += sizes[early] * sizes[group]
      }
    }
    return sum
  }
}
