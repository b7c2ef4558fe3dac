import SluiceCore

extension DiagnosticKind {
  static let cycle = DiagnosticKind(
    code: "SL302", name: "cycle", severity: .error,
    explanation: """
      Tasks that read from each other in a circle wait for each other for ever. Each group is
      reported once, with one way around it and the line that proves each step.

      A wildcard such as `upstream['*']` also matches the task that uses it.

      Break one of the edges: read the data from an earlier task, or split one of the tasks in two.
      """)
}

extension Rule {
  static let cycle = Rule(kind: .cycle) { analysis, found in
    for cycle in analysis.graph.cycles {
      guard let first = cycle.first else { continue }
      let names = cycle.map { analysis.tasks[$0].spec.name.text }
      var proofs: [Diagnostic.Related] = []
      for (index, position) in cycle.enumerated() {
        let next = cycle[(index + 1) % cycle.count]
        guard let edge = analysis.graph.upstream[position].first(where: { $0.upstream == next })
        else { continue }
        let words = "'\(names[index])' reads from '\(names[(index + 1) % names.count])' here"
        proofs.append(.init(range: edge.proof, message: words))
      }
      guard let proof = proofs.first else { continue }
      let isAlone = cycle.count == 1
      found.append(
        Diagnostic(
          kind: .cycle, range: proof.range,
          message: isAlone
            ? "task '\(names[0])' reads from itself" : "tasks wait for each other: \(way(names))",
          label: proof.message, related: Array(proofs.dropFirst()),
          help: isAlone
            ? "take the reference out, or make a wildcard narrower"
            : "break one of these \(cycle.count) edges",
          task: analysis.tasks[first].spec.name))
    }
  }

  /// `fit reads from clean, which reads from fit`; the middle of a long way is left out.
  private static func way(_ names: [String]) -> String {
    var steps = names.dropFirst().map { "'\($0)'" } + (names.first.map { ["'\($0)'"] } ?? [])
    if steps.count > 9 {
      steps.replaceSubrange(4..<(steps.count - 4), with: ["… \(steps.count - 8) more …"])
    }
    return "'\(names.first ?? "")' reads from " + steps.joined(separator: ", which reads from ")
  }
}
