/// How many pairs of edges between two neighbouring layers cross. `edges` are places in the first layer
/// with places in the second, which is below `width`. O(e log e).
func crossings(between edges: [(Int, Int)], width: Int) -> Int {
  let sorted = edges.sorted { $0 < $1 }
  // A binary indexed tree over the second layer: how many edges end at or before a place.
  var tree = [Int](repeating: 0, count: width + 1)
  var total = 0
  for (number, edge) in sorted.enumerated() {
    var notAfter = 0
    var index = edge.1 + 1
    while index > 0 {
      notAfter += tree[index]
      index &= index - 1
    }
    total += number - notAfter
    index = edge.1 + 1
    while index <= width {
      tree[index] += 1
      index += index & -index
    }
  }
  return total
}

/// How many pairs of an edge of `left` and one of `right` cross if `left` stands first: both ascending
/// places of their neighbours in one layer.
func crossings(ofNeighbours left: [Int], then right: [Int]) -> Int {
  var total = 0
  var smaller = 0
  for place in left {
    while smaller < right.count, right[smaller] < place { smaller += 1 }
    total += smaller
  }
  return total
}
