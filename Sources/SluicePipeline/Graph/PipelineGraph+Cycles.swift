extension PipelineGraph {
  /// For every task the number of the tasks that all reach each other and that it is one of; `nil` off
  /// every cycle. An edge is on a cycle where both its ends have the same number. O(n + e).
  package var cycleNumbers: [Int?] {
    var numbers = [Int?](repeating: nil, count: tasks.count)
    for (number, component) in cyclicComponents(upstream.map { $0.map(\.upstream) }).enumerated() {
      for position in component { numbers[position] = number }
    }
    return numbers
  }
}
