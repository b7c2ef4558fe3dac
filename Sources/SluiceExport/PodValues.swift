import SluiceCore
import SluicePipeline

/// What is another one where the pods run: values of placeholders, and the file that they are read from.
func podFindings(_ request: ExportRequest) -> [Diagnostic] {
  podValueFindings(request.analysis)
    + environmentElsewhere(request.analysis, here: request.environmentHere)
}

private func podValueFindings(_ analysis: Analysis) -> [Diagnostic] {
  // Positions of tasks whose products others read: those have to find them.
  let read = Set(analysis.graph.upstream.joined().map(\.upstream))
  var owners: [SourceRange: TaskName] = [:]
  var products: [SourceRange: Bool] = [:]
  for (position, task) in analysis.tasks.enumerated() {
    for range in task.spec.productRanges {
      products[range] = products[range] ?? false || read.contains(position)
      owners[range] = task.spec.name
    }
  }
  return analysis.placeholderUses.flatMap { use -> [Diagnostic] in
    let product = products.first { $0.key.file == use.range.file && $0.key.holds(use.range) }
    let isProduct = product != nil
    let names = use.names.map { "'{{\($0)}}'" }.joined(separator: ", ")
    return use.origins.sorted().compactMap { origin in
      guard isProduct || origin != .user else { return nil }
      return Diagnostic(
        kind: origin == .now && product?.value ?? false ? .podMoment : .podValue, range: use.range,
        message: message(origin, names, isProduct: isProduct), help: help(origin),
        task: owners[use.range])
    }
  }
}

private func message(_ origin: HostValue, _ names: String, isProduct: Bool) -> String {
  let what = isProduct ? "the product's path" : "the value"
  return switch origin {
  case .now:
    isProduct
      ? "\(names) is the time at which a pod begins: every pod computes another path"
      : "\(names) is the time at which a pod begins: every pod has another value"
  case .user: "\(names): \(what) depends on who runs it, and the pods' user is another one"
  case .git: "\(names): \(what) depends on git, and the pods need the repository on their disk"
  case .variable:
    "\(names): \(what) depends on a variable of this machine, which the pods do not have"
  }
}

private func help(_ origin: HostValue) -> String {
  switch origin {
  case .now:
    "give the key a fixed value for the run: `--env KEY=…`, after adding it to env.yaml"
  case .user, .variable: "give it a fixed value with `--env KEY=…`, or in env.yaml"
  case .git: "put '.git' on the claim too, or give it a fixed value with `--env KEY=…`"
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    bytes.lowerBound <= other.bytes.lowerBound && other.bytes.upperBound <= bytes.upperBound
  }
}

/// The file of values that the pods read, where it is another one than here: Ploomber looks in the
/// folder that it is run in first, which is the root there. `here` is what this folder would read.
private func environmentElsewhere(_ analysis: Analysis, here: String?) -> [Diagnostic] {
  guard here != analysis.environmentFile else { return [] }
  let file = analysis.environmentFile.flatMap { analysis.sources.position(of: $0) }
  let range = file.map { SourceRange(file: $0, bytes: 0..<0) } ?? analysis.spec.head
  let pods = analysis.environmentFile.map { "'\($0)'" } ?? "no file of values"
  return [
    Diagnostic(
      kind: .environmentElsewhere, range: range,
      message: "the pods read \(pods), and Ploomber reads \(here.map { "'\($0)'" } ?? "none") here",
      help: "the pods run in the project's root: keep one env.yaml, beside the specification")
  ]
}

extension DiagnosticKind {
  static let podValue = DiagnosticKind(
    code: "SL505", name: "pod-value", severity: .warning,
    explanation: """
      A placeholder stands for something of the machine or the moment, and has another value where the
      pods run: the user, the state of git, a variable (`{{env.NAME}}`), the time. What is computed here,
      and what other people compute, is not what the pods compute.

      ```yaml
      - source: tasks.load
        product: 'output/{{user}}/raw.csv'     # output/root/raw.csv in the pods
      ```

      Nothing has to be mended where that is meant. Else give the key a value in `env.yaml`, and override
      it with `sluice export --env KEY=VALUE`: overrides reach all pods.
      """)
  static let podMoment = DiagnosticKind(
    code: "SL506", name: "pod-moment", severity: .error,
    explanation: """
      The path of a product that other tasks read holds `{{now}}`, the time at which Ploomber starts. Every
      task runs in a pod of its own and so at another time: each computes other paths, and no task finds
      what the tasks before it have written.

      ```yaml
      - source: tasks.load
        product: 'output/{{now}}/raw.csv'
      ```

      Name the run yourself: add a key to `env.yaml`, use it in the path, and give it a value for each
      export.

      ```sh
      sluice export --env run=2026-11-21
      ```
      """)
  static let environmentElsewhere = DiagnosticKind(
    code: "SL126", name: "env-elsewhere", severity: .warning,
    explanation: """
      Ploomber reads the `env.yaml` of the folder that it is run in before the one beside the
      specification. The pods run it in the project's root, so the file that is read here, or its
      absence, does not count there. The exported spec is made with what the pods read.

      Keep one file, beside the specification.
      """)
}
