/// Positions in an order where every one stands behind all that it reads from: at each step the
/// ready one with the smallest position. Those on or behind a cycle follow, ascending. `upstream`
/// holds for every position the positions that it reads from. O((n + e) log n).
package func topologicalOrder(_ upstream: [[Int]]) -> [Int] {
  var waiting = upstream.map(\.count)
  let downstream = reversed(upstream)
  var ready = Heap()
  for (position, count) in waiting.enumerated() where count == 0 { ready.insert(position) }
  var order: [Int] = []
  order.reserveCapacity(upstream.count)
  var isPlaced = [Bool](repeating: false, count: upstream.count)
  while let position = ready.removeSmallest() {
    order.append(position)
    isPlaced[position] = true
    for next in downstream[position] {
      waiting[next] -= 1
      if waiting[next] == 0 { ready.insert(next) }
    }
  }
  order.append(contentsOf: upstream.indices.filter { !isPlaced[$0] })
  return order
}

/// For every position those that read from it, ascending.
func reversed(_ upstream: [[Int]]) -> [[Int]] {
  var downstream = [[Int]](repeating: [], count: upstream.count)
  for (position, sources) in upstream.enumerated() {
    for source in sources { downstream[source].append(position) }
  }
  return downstream
}

/// A binary heap that gives back its smallest number first.
private struct Heap {
  private var numbers: [Int] = []

  mutating func insert(_ number: Int) {
    numbers.append(number)
    var child = numbers.count - 1
    while child > 0, numbers[child] < numbers[(child - 1) / 2] {
      numbers.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeSmallest() -> Int? {
    guard let smallest = numbers.first else { return nil }
    let last = numbers.removeLast()
    if numbers.isEmpty { return smallest }
    numbers[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < numbers.count && numbers[child] < numbers[least] { least = child }
      if least == parent { return smallest }
      numbers.swapAt(parent, least)
      parent = least
    }
  }
}
