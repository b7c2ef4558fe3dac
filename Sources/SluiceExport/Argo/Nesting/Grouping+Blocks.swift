extension Tangle {
  /// Groups that follow each other in one order of all tasks, cut where that orders the fewest pairs
  /// that were not ordered: the best cut of this order if every block waited for the one before it.
  /// What room is left is given to tasks outside of groups. The order is topological; `nil` where the
  /// bounds are too tight. O(tasks × members).
  func blocks(of order: [Int], _ bounds: GroupingBounds) -> Grouping? {
    guard order.count <= bounds.members * bounds.groups else { return nil }
    // A price for each block brings their number down; without one, free pairs decide alone.
    var price = 0
    while price <= bounds.members * bounds.members * order.count {
      let blocks = cuts(of: order, limit: bounds.members, price: price)
      if let owners = owners(of: order, blocks, bounds) {
        return grouping(owners.owners, groups: owners.groups)
      }
      price = price == 0 ? 16 : price * 4
    }
    let full = stride(from: bounds.members, to: order.count, by: bounds.members) + [order.count]
    return owners(of: order, full, bounds).flatMap { grouping($0.owners, groups: $0.groups) }
  }

  /// The group of each task if the blocks end there, the largest blocks dissolved that there is room
  /// for; `nil` if there are still too many.
  private func owners(
    of order: [Int], _ ends: [Int], _ bounds: GroupingBounds
  ) -> (owners: [Int], groups: Int)? {
    guard ends.count <= bounds.groups else { return nil }
    var room = bounds.groups - ends.count
    let sizes = zip(ends, [0] + ends).map { $0 - $1 }
    var isDissolved = [Bool](repeating: false, count: ends.count)
    for block in sizes.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) })
    where sizes[block] > 1 && sizes[block] - 1 <= room {
      room -= sizes[block] - 1
      isDissolved[block] = true
    }
    let nested = sizes.indices.count { sizes[$0] > 1 && !isDissolved[$0] }
    guard nested <= bounds.nested else { return nil }
    var owners = [Int](repeating: 0, count: count)
    var next = 0
    var start = 0
    for (block, end) in ends.enumerated() {
      for index in start..<end {
        if isDissolved[block], index > start { next += 1 }
        owners[order[index]] = next
      }
      next += 1
      start = end
    }
    return (owners, next)
  }

  /// The ends of the blocks.
  private func cuts(of order: [Int], limit: Int, price: Int) -> [Int] {
    // The most that all up to each place can keep, and where the last block of that begins.
    var best = [Int](repeating: 0, count: order.count + 1)
    var starts = [Int](repeating: 0, count: order.count + 1)
    // For each place, what the block from there to the current one keeps.
    var kept = [Int](repeating: 0, count: order.count)
    for end in 1...order.count {
      let task = order[end - 1]
      var free = 0
      var index = end - 1
      let first = max(0, end - limit)
      best[end] = Int.min
      while index >= first {
        if index < end - 1, !before.contains(order[index], in: task) { free += 1 }
        kept[index] += free
        let value = best[index] + kept[index] - price
        if value > best[end] {
          best[end] = value
          starts[end] = index
        }
        index -= 1
      }
    }
    var ends: [Int] = []
    var end = order.count
    while end > 0 {
      ends.append(end)
      end = starts[end]
    }
    return ends.reversed()
  }

  /// Orders to cut: as the tasks stand, step by step, and each path as far as it goes.
  var orders: [[Int]] {
    let steps = precedence.steps
    let byStep = (0..<count).sorted { (steps[$0], $0) < (steps[$1], $1) }
    return [Array(0..<count), byStep, depthFirst]
  }

  /// Topological; what becomes ready last comes first.
  private var depthFirst: [Int] {
    var waiting = precedence.upstream.map(\.count)
    let downstream = precedence.downstream
    var ready = (0..<count).reversed().filter { waiting[$0] == 0 }
    var order: [Int] = []
    order.reserveCapacity(count)
    while let task = ready.popLast() {
      order.append(task)
      for next in downstream[task].reversed() {
        waiting[next] -= 1
        if waiting[next] == 0 { ready.append(next) }
      }
    }
    return order
  }
}
