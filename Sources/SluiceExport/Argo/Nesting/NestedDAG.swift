/// The tasks of a pipeline in DAGs that hold each other.
struct NestedDAG: Hashable, Sendable {
  /// What a DAG runs.
  enum Member: Hashable, Sendable {
    case task(Int)
    /// A DAG of its own: position in `groups`.
    case group(Int)
  }

  /// What each DAG runs, in an order in which nothing waits for what stands behind it. The first one is
  /// the whole; each other one is a member of one that stands before it.
  var groups: [[Member]]

  /// All tasks in one DAG.
  init(flat count: Int) {
    groups = [(0..<count).map { .task($0) }]
  }

  init(groups: [[Member]]) {
    self.groups = groups
  }

  /// For each member of each DAG the positions in the same DAG of those that it waits for, ascending: a
  /// group waits for all that any task in it waits for, and a task for all of a group.
  func dependencies(_ precedence: Precedence) -> [[[Int]]] {
    var result = groups.map { [[Int]](repeating: [], count: $0.count) }
    let places = places(tasks: precedence.count)
    for (task, upstream) in precedence.upstream.enumerated() {
      for other in upstream {
        guard let edge = meeting(places, other, task) else { continue }
        result[edge.group][edge.second].append(edge.first)
      }
    }
    for group in result.indices {
      for member in result[group].indices {
        var seen = -1
        result[group][member].sort()
        result[group][member].removeAll { position in
          defer { seen = position }
          return position == seen
        }
      }
    }
    return result
  }

  /// Where something stands: the DAG that runs it, and its position there.
  struct Place: Hashable, Sendable {
    var group: Int
    var position: Int
    /// How many DAGs are around it.
    var depth: Int
  }

  struct Places {
    var tasks: [Place]
    /// The first one has none.
    var groups: [Place]
  }

  func places(tasks count: Int) -> Places {
    let none = Place(group: 0, position: 0, depth: 0)
    var result = Places(
      tasks: [Place](repeating: none, count: count),
      groups: [Place](repeating: none, count: groups.count))
    for (group, members) in groups.enumerated() {
      let depth = result.groups[group].depth + 1
      for (position, member) in members.enumerated() {
        let place = Place(group: group, position: position, depth: depth)
        switch member {
        case .task(let task): result.tasks[task] = place
        case .group(let inner): result.groups[inner] = place
        }
      }
    }
    return result
  }

  /// The DAG in which the two tasks, or what holds them, stand side by side, and where.
  private func meeting(
    _ places: Places, _ first: Int, _ second: Int
  ) -> (group: Int, first: Int, second: Int)? {
    var (one, other) = (places.tasks[first], places.tasks[second])
    while one.group != other.group {
      if one.depth >= other.depth, one.depth > 1 {
        one = places.groups[one.group]
      } else if other.depth > 1 {
        other = places.groups[other.group]
      } else {
        return nil
      }
    }
    return (one.group, one.position, other.position)
  }
}
