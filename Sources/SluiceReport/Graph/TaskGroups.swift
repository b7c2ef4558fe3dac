import SluiceCore
import SluicePipeline

/// The tasks of a graph, some of them together as one.
struct TaskGroups {
  /// One task, or several that are shown as one.
  struct Group: Hashable {
    /// The task's name, or what the names share and `*`: `fit-*`.
    var name: String
    /// Positions of the tasks, never empty.
    var positions: [Int]

    var first: Int { positions[0] }
    var isOne: Bool { positions.count == 1 }
    /// The name, with how many they are: `fit-* ×40`.
    var title: String { isOne ? name : "\(name) ×\(positions.count)" }
  }

  /// What stands together.
  enum Folding {
    /// Nothing.
    case none
    /// The tasks of each grid.
    case grids
    /// The tasks of each grid; also others of one class that read from the same tasks and are read by
    /// the same, where they are many. Where that would make a cycle they stay apart.
    case alike
  }

  /// In the graph's order of their first tasks.
  private(set) var groups: [Group] = []
  /// For every task the position of its group.
  private(set) var number: [Int]

  /// Fewer than these are shown one by one, unless they are a grid.
  private static let fewest = 8

  init(_ analysis: Analysis, _ folding: Folding) {
    let graph = analysis.graph
    number = [Int](repeating: 0, count: graph.tasks.count)
    var keys: [Int?]
    switch folding {
    case .none: keys = graph.tasks.map { _ in nil }
    case .grids: keys = TaskGroups.grids(analysis)
    case .alike:
      keys = TaskGroups.acyclic(TaskGroups.grids(analysis), graph)
      TaskGroups.addAlike(graph, to: &keys)
    }
    var known: [Int: Int] = [:]
    for position in graph.order {
      if let key = keys[position], let group = known[key] {
        groups[group].positions.append(position)
        number[position] = group
        continue
      }
      if let key = keys[position] { known[key] = groups.count }
      number[position] = groups.count
      groups.append(Group(name: graph.tasks[position].name.text, positions: [position]))
    }
    for index in groups.indices where !groups[index].isOne {
      groups[index].positions.sort()
      groups[index].name = commonName(groups[index].positions.map { graph.tasks[$0].name.text })
    }
  }

  /// For every task of a grid the position of the grid's first.
  private static func grids(_ analysis: Analysis) -> [Int?] {
    // Tasks of one declaration share its place in the specification.
    var firsts: [SourceRange: Int] = [:]
    return analysis.graph.tasks.indices.map { position in
      guard analysis.tasks.indices.contains(position) else { return nil }
      let task = analysis.tasks[position].spec
      guard task.gridIndex != nil else { return nil }
      let first = firsts[task.range] ?? position
      firsts[task.range] = first
      return first
    }
  }

  /// Without the grids whose tasks wait for each other, be it behind others. A cycle of the project
  /// itself is none of theirs.
  private static func acyclic(_ keys: [Int?], _ graph: PipelineGraph) -> [Int?] {
    guard graph.cycles.isEmpty else { return keys }
    var keys = keys
    while keys.contains(where: { $0 != nil }) {
      let owner = keys.enumerated().map { $1 ?? $0 }
      var upstream = [Set<Int>](repeating: [], count: keys.count)
      for (position, edges) in graph.upstream.enumerated() {
        upstream[owner[position]].formUnion(edges.map { owner[$0.upstream] })
      }
      let order = topologicalOrder(upstream.map { $0.sorted() })
      var rank = [Int](repeating: 0, count: order.count)
      for (index, position) in order.enumerated() { rank[position] = index }
      let late = Set(
        upstream.indices.filter { owner in upstream[owner].contains { rank[$0] >= rank[owner] } })
      guard !late.isEmpty else { return keys }
      let wrong = keys.filter { key in
        key.map { key in late.contains(key) || late.contains { upstream[$0].contains(key) } }
          ?? false
      }
      let removed = wrong.isEmpty ? Set(keys) : Set(wrong)
      keys = keys.map { removed.contains($0) ? nil : $0 }
    }
    return keys
  }

  /// What one group has in common.
  private struct Surroundings: Hashable {
    var className: String
    var upstream: [Int]
    var downstream: [Int]
  }

  /// Two of equal surroundings can stand for each other, so they never make a cycle.
  private static func addAlike(_ graph: PipelineGraph, to keys: inout [Int?]) {
    var downstream = [[Int]](repeating: [], count: graph.tasks.count)
    for (position, edges) in graph.upstream.enumerated() {
      for edge in edges { downstream[edge.upstream].append(position) }
    }
    var members: [Surroundings: [Int]] = [:]
    for position in graph.tasks.indices where keys[position] == nil {
      let upstream = graph.upstream[position].map(\.upstream).sorted()
      guard !upstream.isEmpty || !downstream[position].isEmpty else { continue }
      let surroundings = Surroundings(
        className: graph.tasks[position].className, upstream: upstream,
        downstream: downstream[position])
      members[surroundings, default: []].append(position)
    }
    for group in members.values where group.count >= fewest {
      for position in group { keys[position] = group[0] }
    }
  }
}

/// `fit-*` for `fit-0`, `fit-1`: what all names begin with.
func commonName(_ names: [String]) -> String { commonPrefix(names) + "*" }

/// `fit-*.html` for `fit-0.html`, `fit-1.html`: what all begin with and end with; a text that all are
/// stays.
func commonPattern(_ texts: [String]) -> String {
  let prefix = commonPrefix(texts)
  guard texts.contains(where: { $0 != prefix }) else { return prefix }
  let ends = texts.map { String($0.dropFirst(prefix.count).reversed()) }
  return prefix + "*" + String(commonPrefix(ends).reversed())
}

private func commonPrefix(_ texts: [String]) -> String {
  guard let first = texts.first else { return "" }
  let prefix = texts.reduce(first[...]) { common, text in
    common.prefix(zip(common, text).prefix { $0 == $1 }.count)
  }
  return String(prefix)
}
