import SluiceCore
import SluicePipeline
import SluiceYAML

/// The operations of a target: tasks of the workflow that are no tasks of the pipeline.
struct Operations {
  struct Operation: Hashable {
    var name: TaskName
    /// Its key.
    var range: SourceRange
    var settings: Node
    /// `nil` for a command.
    var text: OperationText?
    /// Where the text stands, or is named.
    var textRange: SourceRange?
  }

  private(set) var operations: [Operation] = []
  /// Who waits for whom: positions among all tasks of the pipeline and, behind them, the operations. The
  /// range is the entry that says so.
  private(set) var waits: [Wait] = []
  private(set) var findings: [Diagnostic] = []

  struct Wait: Hashable {
    var position: Int
    var upstream: Int
    var proof: SourceRange
  }

  /// One operation stands for each key; what is wrong with it has been reported where it was read.
  init(_ target: Target, _ analysis: Analysis) {
    let tasks = analysis.graph.tasks.map(\.name.text)
    for entry in target.settings["operations"]?.mapping ?? [] where entry.value.mapping != nil {
      let text = Target.operationTextKeys.lazy.compactMap { entry.value[$0] }.first
      operations.append(
        Operation(
          name: TaskName(entry.key.text), range: entry.key.range, settings: entry.value,
          text: text.flatMap { analysis.operations[$0.range] }, textRange: text?.range))
    }
    for (number, operation) in operations.enumerated() where tasks.contains(operation.name.text) {
      report(
        operations[number].range, "a task of the pipeline is named '\(operation.name.text)', too",
        help: "name the operation otherwise")
    }
    var known: [String: [Int]] = [:]
    for (position, name) in (tasks + operations.map(\.name.text)).enumerated() {
      known[name, default: []].append(position)
    }
    for number in operations.indices { order(number, known, tasks) }
    reportCycles(analysis.graph)
  }

  private mutating func order(_ number: Int, _ known: [String: [Int]], _ tasks: [String]) {
    let own = tasks.count + number
    for key in ["after", "before"] {
      for node in operations[number].settings[key]?.items ?? [] {
        for other in positions(node, own, known, tasks) {
          waits.append(
            key == "after"
              ? Wait(position: own, upstream: other, proof: node.range)
              : Wait(position: other, upstream: own, proof: node.range))
        }
      }
    }
  }

  private mutating func positions(
    _ node: Node, _ own: Int, _ known: [String: [Int]], _ tasks: [String]
  ) -> [Int] {
    let word = node.text
    let names = tasks + operations.map(\.name.text)
    if let positions = known[word] {
      guard positions != [own] else {
        report(node.range, "'\(word)' would wait for itself", help: "leave the entry out")
        return []
      }
      return positions.filter { $0 != own }
    }
    guard Glob.isWildcard(word) else {
      let near = nearest(to: word, among: names.filter { $0 != names[own] })
      report(
        node.range, "there is no task and no operation '\(word)'",
        help: near.map { "did you mean '\($0)'?" } ?? "`sluice list` shows the tasks")
      return []
    }
    let glob = Glob(word)
    let found = names.indices.filter { $0 != own && glob.matches(names[$0]) }
    if found.isEmpty {
      findings.append(
        Diagnostic(
          kind: .operationWildcard, range: node.range,
          message: "no task and no operation has a name like '\(word)'",
          help: "correct the pattern; `sluice list` shows the tasks"))
    }
    return found
  }

  private mutating func report(_ range: SourceRange, _ message: String, help: String) {
    findings.append(
      Diagnostic(kind: .operationOrder, range: range, message: message, help: help))
  }

  // MARK: The order

  /// For each task and operation those that it waits for, each once.
  func upstream(over graph: PipelineGraph) -> [[Int]] {
    var upstream = graph.upstream.map { $0.map(\.upstream) } + operations.map { _ in [] }
    for wait in waits { upstream[wait.position].append(wait.upstream) }
    for position in Set(waits.map(\.position)) {
      upstream[position] = Set(upstream[position]).sorted()
    }
    return upstream
  }

  /// Circles of the pipeline alone are the pipeline's own findings.
  private mutating func reportCycles(_ graph: PipelineGraph) {
    guard graph.cycles.isEmpty, !waits.isEmpty else { return }
    let names = graph.tasks.map(\.name.text) + operations.map(\.name.text)
    for cycle in cycles(upstream(over: graph)) {
      // Each waits for the one behind it.
      let pairs = cycle.indices.map { (cycle[$0], cycle[($0 + 1) % cycle.count]) }
      let proof = waits.first { wait in
        pairs.contains { ($0, $1) == (wait.position, wait.upstream) }
      }
      guard let proof else { continue }
      let way = (cycle.dropFirst() + cycle.prefix(1)).map { "waits for '\(names[$0])'" }
      report(
        proof.proof,
        "nothing of this could begin: '\(names[cycle[0]])' "
          + way.joined(separator: ", which "),
        help: "leave one of the entries of `after` and `before` out")
    }
  }
}

extension DiagnosticKind {
  static let operationKinds: [DiagnosticKind] = [.operationOrder, .operationWildcard]

  static let operationOrder = DiagnosticKind(
    code: "SL682", name: "operation-order", severity: .error,
    explanation: """
      `after` and `before` of an operation name tasks of the pipeline and other operations. One is not
      there, or the operation would wait for itself, directly or around others: a workflow with such a
      circle is refused.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          operations:
            fetch: {bash: ./fetch.sh, before: [laod]}      # the task is named 'load'
      ```

      Names are those of `sluice list`; wildcards such as `fit-*` are understood.
      """)
  static let operationWildcard = DiagnosticKind(
    code: "SL683", name: "operation-wildcard", severity: .warning,
    explanation: """
      A wildcard in `after` or `before` of an operation fits no task and no operation, so the operation
      does not wait as it is meant to.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          operations:
            publish: {bash: ./publish.sh, after: ['report-*']}     # the task is named 'report'
      ```

      `sluice list` shows the names. `*` stands for any characters, `?` for one, `[ab]` for one of
      several.
      """)
}
