import SluiceCore

extension DiagnosticKind {
  static let graphLimit = DiagnosticKind(
    code: "SL305", name: "graph-limit", severity: .error,
    explanation: """
      The wildcards of the pipeline make more edges than any cluster would schedule (half a million), or it
      has more tasks than are read (a hundred thousand). What comes last was left out of the graph.

      ```python
      upstream = ['*']     # in thousands of tasks
      ```

      Name the tasks, or use a narrower pattern; let one task do what many do now.
      """)
}

extension Rule {
  static let graphLimit = Rule(kind: .graphLimit) { analysis, found in
    guard let first = analysis.graph.unexpanded.first else { return }
    found.append(
      Diagnostic(
        kind: .graphLimit, range: first,
        message:
          "the wildcards make too many edges: \(analysis.graph.unexpanded.count) of them were left out "
          + "(\(Limit.edges.words))",
        help: "name the tasks, or use a narrower pattern"))
  }
}
