import SluiceCore
import SluicePipeline

/// What stands against running the part of the pipeline alone.
func partFindings(_ request: ExportRequest, _ delivery: Delivery) -> [Diagnostic] {
  // Where pods share no disk, that is said of the artifacts.
  guard let part = request.part, request.target.data != .artifacts else { return [] }
  let tasks = request.analysis.graph.tasks
  return part.border(in: request.analysis.graph).compactMap { upstream, reader in
    let isOutdated = part.outdated.contains(upstream)
    // Products that lie here reach the pods with the folder; those that do not are judged there alone.
    guard isOutdated || delivery.isPrivate else { return nil }
    let name = tasks[upstream].name.text
    let reads = "'\(tasks[reader.task].name.text)' reads from '\(name)', which is left out"
    return Diagnostic(
      kind: .leftOutUpstream, range: reader.proof,
      message: isOutdated
        ? "\(reads) and has to run again, as far as the products here tell"
        : "\(reads), and whose products the pods look for on the shared disk, not here",
      related: [.init(range: tasks[upstream].range, message: "'\(name)' is declared here")],
      help: isOutdated
        ? "export it too: `--with-upstream`"
        : "nothing, if the pods have run it with this source; else export it too: `--with-upstream`",
      task: tasks[reader.task].name)
  }
}

/// What has to be there before the part can run. `place` is where the pods keep products.
func partNotes(_ request: ExportRequest, place: String) -> [String] {
  guard let part = request.part, request.target.data != .artifacts else { return [] }
  let tasks = request.analysis.graph.tasks
  let count = tasks.count - part.positions.count
  let names = part.border(in: request.analysis.graph).map { "'\(tasks[$0.upstream].name.text)'" }
  guard !names.isEmpty else { return [] }
  let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
  return [
    "\(counted(count, "task")) \(count == 1 ? "is" : "are") left out; what "
      + names.prefix(5).joined(separator: ", ") + "\(rest) made has to be up to date on \(place)"
  ]
}

extension DiagnosticKind {
  static let leftOutUpstream = DiagnosticKind(
    code: "SL670", name: "left-out-upstream", severity: .warning,
    explanation: """
      Only a part of the pipeline is exported, and a task of it reads from a task that is not. Ploomber
      refuses to run a task while one that it reads from is missing or outdated where it runs: the pod
      stops with `Cannot build task … because the following upstream dependencies are missing`.

      ```sh
      sluice export --task fit                    # load has to be up to date where the pods look
      sluice export --task fit --with-upstream    # runs load first
      ```

      What is outdated is judged by the products that lie here. Where the pods do not run in the project's
      folder on the shared disk, those here say nothing about theirs, so the warning always stands.
      """)
}
