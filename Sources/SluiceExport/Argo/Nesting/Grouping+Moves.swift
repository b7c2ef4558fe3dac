extension Tangle {
  /// The grouping after tasks have been moved to the group of a neighbour, or out of their group, as
  /// long as that takes waiting away and keeps the bounds. `effort` is about how many edges
  /// are looked at.
  func improved(_ grouping: Grouping, _ bounds: GroupingBounds, effort: Int) -> Grouping {
    guard grouping.added > 0 else { return grouping }
    var owners = [Int](repeating: 0, count: count)
    // One more, empty, for a task that leaves its group.
    let groups = min(grouping.groups.count + 1, bounds.groups)
    var sizes = [Int](repeating: 0, count: groups)
    var members = BitRows(rows: groups, columns: count)
    for (number, tasks) in grouping.groups.enumerated() {
      sizes[number] = tasks.count
      for task in tasks {
        owners[task] = number
        members.insert(task, in: number)
      }
    }
    guard var best = Quotient(owners, groups: groups, edges)?.pairs else { return grouping }
    let downstream = precedence.downstream
    var effort = effort
    var hasImproved = true
    while hasImproved, effort > 0 {
      hasImproved = false
      for task in 0..<count where effort > 0 {
        let from = owners[task]
        var targets: [Int] = []
        for other in precedence.upstream[task] + downstream[task] {
          let owner = owners[other]
          if owner != from, !targets.contains(owner) { targets.append(owner) }
        }
        if sizes[from] > 1, let empty = sizes.firstIndex(of: 0) { targets.append(empty) }
        for target in targets.prefix(6) where sizes[target] < bounds.members {
          let nested = sizes.count { $0 > 1 }
          if sizes[target] == 1, sizes[from] != 2, nested >= bounds.nested { continue }
          effort -= count + edges.count
          owners[task] = target
          let change = related(task, members, target) - related(task, members, from)
          guard let moved = Quotient(owners, groups: groups, edges)?.pairs,
            moved + change < best
          else {
            owners[task] = from
            continue
          }
          best = moved
          sizes[from] -= 1
          sizes[target] += 1
          members.remove(task, from: from)
          members.insert(task, in: target)
          hasImproved = true
          break
        }
      }
    }
    return self.grouping(owners, groups: groups) ?? grouping
  }

  /// How many tasks of the group are ordered with the task.
  private func related(_ task: Int, _ members: BitRows, _ group: Int) -> Int {
    members.countCommon(group, before, task) + members.countCommon(group, after, task)
  }
}
