import TestSupport

@testable import SluiceExport

/// Graphs of every kind that pipelines have.
enum SampleGraph: CaseIterable {
  case alone, fan, chain, layers, bipartite, tree, intoOne, diamonds, mesh, random, lattice, twins,
    components

  func precedence(_ count: Int, seed: UInt64 = 1) -> Precedence {
    var generator = SeededGenerator(state: seed)
    func pick(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
    return Precedence(
      upstream: (0..<count).map { task in
        switch self {
        case .alone: []
        case .fan: task == 0 ? [] : task == count - 1 ? Array(1..<task) : [0]
        case .chain: task == 0 ? [] : [task - 1]
        case .layers:
          task < 10 ? [] : (0..<3).map { _ in (task / 10 - 1) * 10 + pick(0..<10) }
        case .bipartite: task < count / 2 ? [] : Array(0..<count / 2)
        case .tree: task == 0 ? [] : [pick(0..<task)]
        case .intoOne: task < count / 2 ? [] : [2 * (task - count / 2), 2 * (task - count / 2) + 1]
        case .diamonds:
          switch task % 4 {
          case 0: task == 0 ? [] : [task - 1]
          case 3: [task - 2, task - 1]
          default: [task - task % 4]
          }
        case .mesh: task == 0 ? [] : (0...pick(0..<3)).map { _ in max(0, task - 1 - pick(0..<20)) }
        case .random: task == 0 ? [] : (0...pick(0..<3)).map { _ in pick(0..<task) }
        case .lattice: (task % 20 > 0 ? [task - 1] : []) + (task >= 20 ? [task - 20] : [])
        // Four stages, each with one task for each value, which reads the same value's task before it.
        case .twins: task < count / 4 ? [] : [task - count / 4]
        case .components: task % 50 == 0 ? [] : [task - 1 - pick(0..<min(5, task % 50))]
        }
      })
  }
}

/// Made by putting parts beside each other and one after another.
func seriesParallel(_ count: Int, seed: UInt64) -> Precedence {
  var generator = SeededGenerator(state: seed)
  var upstream: [[Int]] = []
  // Each part has its first and its last tasks.
  func part(_ count: Int) -> (first: [Int], last: [Int]) {
    guard count > 1 else {
      upstream.append([])
      return ([upstream.count - 1], [upstream.count - 1])
    }
    let cut = Int.random(in: 1..<count, using: &generator)
    let one = part(cut)
    let other = part(count - cut)
    if Bool.random(using: &generator) { return (one.first + other.first, one.last + other.last) }
    for task in other.first { upstream[task] += one.last }
    return (one.first, other.last)
  }
  _ = part(count)
  return Precedence(upstream: upstream)
}
