import SluicePipeline

/// What a spec was made from: it stands in the workflow's annotations, and shorter in labels, so that a
/// run can be traced back and runs of one version can be listed.
package struct Provenance: Hashable, Sendable {
  /// The version of the program that wrote the spec.
  package var tool: String
  /// The entry point, as it is named in the root.
  package var entry: String
  /// The graph's digest, 64 hex digits.
  package var graph: String
  /// How the tasks were chosen, a word of `ExportPart.Choice`; `nil` for all of them.
  package var mode: String?
  /// How many tasks that are, `3 of 7`; `nil` for all of them.
  package var part: String?
  /// How the pods get the source: a word of `Configuration.Source.Delivery`.
  package var delivery: String
  /// The digest of the source, 64 hex digits; `nil` where the spec names no version.
  package var source: String?
  /// The commit that was checked out, in full; `nil` outside repositories too.
  package var commit: String?
  /// What `git describe` said of it.
  package var describe: String?

  /// What stands before the name of each annotation and label.
  package static let prefix = "sluice/"

  package init(_ request: ExportRequest) {
    tool = request.toolVersion
    entry = request.analysis.entry
    graph = request.analysis.graph.digest
    mode = request.part?.choice.rawValue
    part = request.part.map { "\($0.positions.count) of \(request.analysis.graph.tasks.count)" }
    delivery = request.analysis.configuration.source.delivery.rawValue
    source = request.source?.digest
    commit = request.source?.commit
    describe = request.source?.describe
  }

  /// What the annotations of an object say, by their names without the prefix; `nil` if none is ours.
  init?(annotations: [String: String]) {
    guard let graph = annotations["graph"] else { return nil }
    self.graph = graph
    tool = annotations["tool"] ?? "?"
    entry = annotations["entry"] ?? "?"
    mode = annotations["mode"]
    part = annotations["tasks"]
    delivery = annotations["delivery"] ?? "?"
    source = annotations["source"]
    commit = annotations["commit"]
    describe = annotations["describe"]
  }

  /// In the order in which they are written.
  var annotations: [(key: String, value: String)] {
    named([
      ("tool", tool), ("entry", entry), ("graph", graph), ("mode", mode), ("tasks", part),
      ("delivery", delivery), ("source", source), ("commit", commit), ("describe", describe),
    ])
  }

  /// For `kubectl get workflows -l`; a label's value has at most 63 characters, so digests are cut.
  var labels: [(key: String, value: String)] {
    named([
      ("graph", String(graph.prefix(16))), ("source", source.map { String($0.prefix(16)) }),
      ("commit", commit.map { String($0.prefix(40)) }),
    ])
  }

  private func named(_ facts: [(String, String?)]) -> [(key: String, value: String)] {
    facts.compactMap { name, value in value.map { (Provenance.prefix + name, $0) } }
  }
}
