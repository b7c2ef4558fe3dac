import SluiceCore

/// What Argo calls the nodes and pods of runs, and which nodes of a map they are.
struct NodeNames {
  /// A node of the map, and which of its tries.
  struct Match: Hashable {
    /// Position among the map's nodes.
    var node: Int
    /// From 0; `nil` where all tries are meant.
    var attempt: Int?
  }

  private let nodes: [SourceMap.Node]
  /// Positions by the node's name behind the workflow's.
  private let positions: [String: Int]
  private let attempts: [Int]
  private let templates: Set<String>
  /// The length of the longest of their names, in bytes.
  private let longestTemplate: Int
  /// Of each workflow that was met the nodes by the hashes of their names; a bounded number.
  private var known: [String: [UInt32: Match]] = [:]

  /// Pods of one workflow are looked up among this many names at most; no try has a higher number.
  private static let nameLimit = 100_000
  /// What a stream may name.
  private static let workflowLimit = 64

  init(_ map: SourceMap) {
    nodes = map.nodes
    positions = Dictionary(
      nodes.enumerated().map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
    let tries = Dictionary(
      map.templates.map { ($0.name, $0.attempts) }, uniquingKeysWith: { first, _ in first })
    let limit = max(1, NodeNames.nameLimit / max(1, nodes.count))
    attempts = nodes.map { node in
      let tries = tries[node.template] ?? 1
      return tries == 1 ? 0 : min(tries ?? limit, limit)
    }
    templates = Set(map.templates.map(\.name))
    longestTemplate = templates.map(\.utf8.count).max() ?? 0
  }

  /// The node of a path such as `dag-2.fit(0)`; `nil` if there is none.
  func node(at path: some StringProtocol) -> Match? {
    if let position = positions[String(path)] { return Match(node: position) }
    guard path.hasSuffix(")"), let open = path.lastIndex(of: "("),
      let attempt = Int(path[path.index(after: open)...].dropLast()),
      (0..<NodeNames.nameLimit).contains(attempt),
      let position = positions[String(path[..<open])]
    else { return nil }
    return Match(node: position, attempt: attempt)
  }

  /// The node of a pod or of a node's id: `WORKFLOW-TEMPLATE-HASH`, or `WORKFLOW-HASH`, where the hash is
  /// the 32-bit FNV-1a hash of the node's name in decimal. Any workflow is found by the first form; by
  /// the second only one that `isWorkflow` knows.
  mutating func pod(
    _ name: some StringProtocol, isWorkflow: (Substring) -> Bool
  ) -> (match: Match, workflow: String)? {
    let name = Substring(name)
    guard let dash = name.lastIndex(of: "-"), let hash = UInt32(name[name.index(after: dash)...])
    else { return nil }
    let front = name[..<dash]
    // A template's name may hold dashes: every one may be the one before it.
    var index = front.endIndex
    while let before = front[..<index].lastIndex(of: "-") {
      index = before
      let template = front[front.index(after: before)...]
      if template.utf8.count > longestTemplate { break }
      guard templates.contains(String(template)) else { continue }
      let workflow = front[..<before]
      if let match = names(of: workflow)?[hash], nodes[match.node].template == template {
        return (match, String(workflow))
      }
    }
    guard isWorkflow(front), let match = names(of: front)?[hash] else { return nil }
    return (match, String(front))
  }

  /// The hashes of the names of all nodes of a workflow; `nil` once a stream has named too many.
  private mutating func names(of workflow: Substring) -> [UInt32: Match]? {
    let workflow = String(workflow)
    if let names = known[workflow] { return names }
    guard !workflow.isEmpty, known.count < NodeNames.workflowLimit else { return nil }
    var names: [UInt32: Match] = [:]
    let front = fnvHash(workflow + ".")
    for (position, node) in nodes.enumerated() {
      let name = fnvHash(node.node, after: front)
      names[name] = Match(node: position)
      for attempt in 0..<attempts[position] {
        names[fnvHash("(\(attempt))", after: name)] = Match(node: position, attempt: attempt)
      }
    }
    known[workflow] = names
    return names
  }
}
