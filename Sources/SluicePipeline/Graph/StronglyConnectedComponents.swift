/// One path around each strongly connected component of more than one position, and each position that
/// reads from itself; in order of their first, with which each path begins. O(n + e).
package func cycles(_ upstream: [[Int]]) -> [[Int]] {
  cyclicComponents(upstream).map { cycle(in: $0, upstream) }
}

/// The groups of positions that all reach each other, those of one position that does not read from
/// itself left out; each ascending, in order of their first. Tarjan's algorithm with a stack of its
/// own, O(n + e).
func cyclicComponents(_ upstream: [[Int]]) -> [[Int]] {
  let count = upstream.count
  var index = [Int](repeating: -1, count: count)
  var low = [Int](repeating: 0, count: count)
  var isOnPath = [Bool](repeating: false, count: count)
  var path: [Int] = []
  var next = 0
  var components: [[Int]] = []
  for start in 0..<count where index[start] < 0 {
    var work = [(position: start, edge: 0)]
    while let (position, edge) = work.last {
      if edge == 0, index[position] < 0 {
        index[position] = next
        low[position] = next
        next += 1
        path.append(position)
        isOnPath[position] = true
      }
      if edge < upstream[position].count {
        work[work.count - 1].edge += 1
        let other = upstream[position][edge]
        if index[other] < 0 {
          work.append((other, 0))
        } else if isOnPath[other] {
          low[position] = min(low[position], index[other])
        }
        continue
      }
      work.removeLast()
      if let parent = work.last?.position { low[parent] = min(low[parent], low[position]) }
      guard low[position] == index[position] else { continue }
      var component: [Int] = []
      while let member = path.popLast() {
        isOnPath[member] = false
        component.append(member)
        if member == position { break }
      }
      if component.count > 1 || upstream[position].contains(position) {
        components.append(component.sorted())
      }
    }
  }
  return components.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
}

/// A shortest way from the component's first position back to itself along `upstream`: the first,
/// what it reads from, what that reads from, and so on; the first is not repeated. O(n + e).
func cycle(in component: [Int], _ upstream: [[Int]]) -> [Int] {
  guard let start = component.first else { return [] }
  let members = Set(component)
  var cameFrom: [Int: Int] = [:]
  var queue = [start]
  var head = 0
  while head < queue.count {
    let position = queue[head]
    head += 1
    for other in upstream[position] where members.contains(other) {
      if other == start {
        var way = [position]
        while way.last != start, let last = way.last, let before = cameFrom[last] {
          way.append(before)
        }
        return way.reversed()
      }
      if cameFrom[other] == nil {
        cameFrom[other] = position
        queue.append(other)
      }
    }
  }
  return [start]
}
