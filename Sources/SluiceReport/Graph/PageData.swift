import SluiceCore
import SluicePipeline

/// What the page's script reads: the boxes, edges, tasks, proofs and findings of a drawn graph, by their
/// positions. Every proof and its line stand there once, however many edges it makes.
struct PageData {
  private let drawing: DrawnGraph
  /// In scalars.
  private static let longestLine = 240
  private var proofs: [JSONValue] = []
  private var proofNumbers: [SourceRange: Int] = [:]
  private(set) var value = JSONValue.null

  private var analysis: Analysis { drawing.facts.subject.analysis }

  init(_ drawing: DrawnGraph) {
    self.drawing = drawing
    let tasks = drawing.graph.tasks.indices.map { task($0) }
    let missing = drawing.facts.subject.missing.map { reference -> JSONValue in
      .array([
        .int(reference.task), words(reference.name.text), .int(proof(reference.proof)),
      ])
    }
    let findings = analysis.diagnostics.map { finding($0) }
    value = .object([
      "size": .array([.int(drawing.size.width), .int(drawing.size.height)]),
      "margin": .int(SVGDrawing.margin),
      "nodes": .array(drawing.nodes.map(node)),
      "edges": .array(drawing.edges.map(edge)),
      "tasks": .array(tasks),
      "missing": .array(missing),
      "findings": .array(findings),
      "proofs": .array(proofs),
    ])
  }

  private func node(_ node: DrawnGraph.Node) -> JSONValue {
    let frame = [node.frame.x, node.frame.y, node.frame.width, node.frame.height]
    var members: [JSONValue.Member] = [.init("frame", .array(frame.map(JSONValue.int)))]
    switch node.content {
    case .tasks(let group):
      members.append(.init("name", words(group.title)))
      members.append(.init("tasks", .array(group.positions.map(JSONValue.int))))
      if !group.isOne {
        let size = MemberGrid(group, drawing.facts).size
        members.append(.init("inside", .array([.int(size.width), .int(size.height)])))
      }
    case .unknown(let reader):
      members.append(.init("name", .string("?")))
      members.append(.init("unknown", .int(reader)))
    case .missing(let name):
      members.append(.init("name", words(name.text)))
      members.append(.init("missing", .bool(true)))
    }
    return .object(members)
  }

  private func edge(_ edge: DrawnGraph.Edge) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("from", .int(edge.from)), .init("to", .int(edge.to)),
      .init("points", .array(edge.points.flatMap { [.int($0.x), .int($0.y)] })),
    ]
    if edge.isReversed { members.append(.init("back", .bool(true))) }
    return .object(members)
  }

  private mutating func task(_ position: Int) -> JSONValue {
    let task = drawing.graph.tasks[position]
    let upstream = drawing.graph.upstream[position].map { edge -> JSONValue in
      .array([.int(edge.upstream), .int(proof(edge.proof))])
    }
    let facts = drawing.facts
    var members: [JSONValue.Member] = [
      .init("name", words(task.name.text)),
      .init("kind", .string(DrawnKind(task).words)),
      .init("class", .string(task.className)),
      .init("place", words(facts.subject.place(position))),
      .init("products", .array(task.products.keyed.map { pair($0.key, $0.product) })),
      .init("params", .array(task.params.map { pair($0.key, json($0.value).compact) })),
      .init("upstream", .array(upstream)),
    ]
    if task.hasUnknownUpstream { members.append(.init("unknown", .bool(true))) }
    if facts.subject.statuses.indices.contains(position) {
      let status = facts.subject.statuses[position]
      members.append(.init("state", .string(DrawnState(status).rawValue)))
      members.append(.init("reasons", .array(status.reasons.map(words))))
      members.append(.init("ran", status.lastRun.map(JSONValue.double) ?? .null))
    }
    if facts.subject.docs.indices.contains(position), let doc = facts.subject.docs[position] {
      members.append(.init("doc", words(doc)))
    }
    return .object(members)
  }

  private func pair(_ key: String, _ text: String) -> JSONValue {
    .array([words(key), words(text)])
  }

  private mutating func finding(_ finding: Diagnostic) -> JSONValue {
    .object([
      "code": .string(finding.kind.code),
      "name": .string(finding.kind.name),
      "severity": .string(finding.kind.severity.rawValue),
      "message": words(finding.message),
      "help": finding.help.map(words) ?? .null,
      "task": finding.task.map { words($0.text) } ?? .null,
      "proof": .int(proof(finding.range)),
      "related": .array(
        finding.related.map { related in
          .array([words(related.message), .int(proof(related.range))])
        }),
    ])
  }

  /// Text of the project, without what would reorder or hide the letters around it; lines stay.
  private func words(_ text: String) -> JSONValue {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return .string(lines.map { safeText(String($0)) }.joined(separator: "\n"))
  }

  /// The number of the place among the proofs.
  private mutating func proof(_ range: SourceRange) -> Int {
    if let number = proofNumbers[range] { return number }
    let place = analysis.sources.place(of: range)
    let line = analysis.sources.files[range.file].line(place.start.line, cell: place.cell)
    // A line may be a whole program: what stands around the place is enough.
    let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    let isOneLine = place.start.line == place.end.line
    let from = min(place.start.column - 1, scalars.count)
    let to = isOneLine ? min(place.end.column - 1, scalars.count) : scalars.count
    let first = from > PageData.longestLine / 2 ? from - PageData.longestLine / 4 : 0
    let kept = scalars[first..<min(scalars.count, first + PageData.longestLine)]
    proofNumbers[range] = proofs.count
    proofs.append(
      .object([
        "place": words(locationText(of: place)),
        "line": words(String(String.UnicodeScalarView(kept.map { $0 == "\t" ? " " : $0 }))),
        "from": .int(min(from - first, kept.count)),
        "to": .int(min(max(from, to) - first, kept.count)),
      ]))
    return proofs.count - 1
  }
}
