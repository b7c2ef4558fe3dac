package import SluiceCore

/// All that differs between two states of a project.
package struct ProjectDifference: Sendable {
  /// A dependency that one of the states does not have.
  package struct Edge: Hashable, Sendable {
    package var upstream: TaskName
    package var task: TaskName
    /// Whether the later state has it.
    package var isNew: Bool
    /// What proves it, in the state that has it.
    package var proof: Place
  }

  /// A finding that one of the states does not have, and the files that it speaks of.
  package struct Finding: Sendable {
    package var diagnostic: Diagnostic
    package var sources: SourceStore
    /// Whether the later state has it.
    package var isNew: Bool
  }

  package var tasks: ProjectChange
  /// New ones first, each in the order of their graph.
  package var edges: [Edge]
  /// New ones first. What git knows of files is left out: an earlier state has no working tree.
  package var findings: [Finding]

  /// Without `before` there was no project.
  package init(
    _ before: (analysis: Analysis, meanings: [TaskMeaning])?,
    _ after: (analysis: Analysis, meanings: [TaskMeaning])
  ) {
    tasks = ProjectChange(before?.meanings, after.meanings, after.analysis.graph)
    let new = after.analysis.namedEdges
    let old = before?.analysis.namedEdges ?? []
    let newKeys = Set(new.map(\.key))
    let oldKeys = Set(old.map(\.key))
    edges =
      new.filter { !oldKeys.contains($0.key) }.map { $0.edge(isNew: true) }
      + old.filter { !newKeys.contains($0.key) }.map { $0.edge(isNew: false) }
    findings =
      ProjectDifference.findings(after.analysis, but: before?.analysis, isNew: true)
      + (before.map { ProjectDifference.findings($0.analysis, but: after.analysis, isNew: false) }
        ?? [])
  }

  /// What makes two findings of two states one: lines are another matter.
  private struct Identity: Hashable {
    var code: String
    var path: String
    var message: String

    init(_ diagnostic: Diagnostic, _ sources: SourceStore) {
      code = diagnostic.kind.code
      path = sources.files[diagnostic.range.file].path
      message = diagnostic.message
    }
  }

  private static func findings(
    _ analysis: Analysis, but other: Analysis?, isNew: Bool
  ) -> [Finding] {
    var known: [Identity: Int] = [:]
    for diagnostic in other?.diagnostics ?? [] {
      known[Identity(diagnostic, other?.sources ?? analysis.sources), default: 0] += 1
    }
    return analysis.diagnostics.compactMap { diagnostic in
      guard diagnostic.kind.severity != .advice, !diagnostic.kind.code.hasPrefix("SL4") else {
        return nil
      }
      let identity = Identity(diagnostic, analysis.sources)
      if let count = known[identity], count > 0 {
        known[identity] = count - 1
        return nil
      }
      return Finding(diagnostic: diagnostic, sources: analysis.sources, isNew: isNew)
    }
  }
}

extension Analysis {
  fileprivate struct NamedEdge {
    struct Key: Hashable {
      var upstream: TaskName
      var task: TaskName
    }

    var key: Key
    var proof: Place

    func edge(isNew: Bool) -> ProjectDifference.Edge {
      ProjectDifference.Edge(
        upstream: key.upstream, task: key.task, isNew: isNew, proof: proof)
    }
  }

  fileprivate var namedEdges: [NamedEdge] {
    graph.order.flatMap { position in
      graph.upstream[position].map { edge in
        NamedEdge(
          key: NamedEdge.Key(
            upstream: graph.tasks[edge.upstream].name, task: graph.tasks[position].name),
          proof: sources.place(of: edge.proof))
      }
    }
  }
}
