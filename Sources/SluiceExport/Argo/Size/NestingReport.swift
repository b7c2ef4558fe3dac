import SluiceCore
import SluicePipeline

/// What is said of a spec that is not one plain DAG.
struct NestingReport {
  /// For standard error.
  private(set) var notes: [String] = []
  /// Comments at the head of the spec.
  private(set) var header: [String] = []
  private(set) var findings: [Diagnostic] = []

  init(_ choice: SpecChoice, _ request: ExportRequest, _ workflow: WorkflowGraph) {
    guard let written = choice.written else { return }
    let analysis = request.analysis
    let count = workflow.members.count
    if written.groups > 0 || written.parts > 0 {
      let pairs = written.added?.pairs ?? 0
      var places: [String] = []
      if written.groups > 0 { places.append(counted(written.groups, "inner DAG")) }
      if written.parts > 0 { places.append(counted(written.parts, "workflow") + " beside it") }
      let nested = "\(count) tasks are nested in \(places.joined(separator: " and "))"
      let late = written.added?.tasks ?? 0
      let waiting =
        pairs == 0
        ? "none waits for more than before"
        : "\(counted(late, "task")) now wait\(late == 1 ? "s" : "") for others too, "
          + "in \(counted(pairs, "pair"))"
      header.append("\(nested): \(waiting).")
      notes.append("\(nested): \(waiting)")
      if pairs > 0 {
        findings.append(waits(written, "\(nested): \(waiting)", request, workflow))
      }
    }
    if written.groups == 0, written.parts == 0, count > ArgoSpec.listLimit {
      notes.append(
        "one DAG of \(count) tasks: only clusters with Argo's minimal definitions take it")
    }
    guard let size = written.largest, written.groups > 0 || choice.form.isShort else { return }
    header.append(
      "The object has \(size.object) bytes\(written.parts > 0 ? " at most" : ""), about "
        + "\(size.total) with the packed state of a run (\(size.state) unpacked), of "
        + "\(ObjectSize.limit).")
    guard choice.fits else { return }
    let plain = choice.plain?.largest?.total
    switch choice.form {
    case .plain: break
    case .short:
      notes.append(
        "the tasks have numbers for names, so that the spec fits: \(size.total) bytes with the packed "
          + "state of a run, of \(ObjectSize.limit)")
      findings.append(
        Diagnostic(
          kind: .argoShortNames, range: analysis.spec.head,
          message:
            "\(count) tasks have numbers for names in Argo: the spec and the packed state of "
            + "a run have about \(size.total) bytes so, with names \(plain ?? 0), and one object "
            + "may have \(ObjectSize.limit)",
          help: "each task's own name is its parameter in Argo's pages"))
    case .parts:
      findings.append(
        Diagnostic(
          kind: .argoSeveralWorkflows, range: analysis.spec.head,
          message: "\(count) tasks are more than one object holds: they run in "
            + "\(counted(written.parts, "workflow")) that a first one starts"
            + (plain.map { "; in one it would be about \($0) bytes of \(ObjectSize.limit)" } ?? ""),
          help: "put the parts on the cluster before the workflow, and let its service account "
            + "create workflows"))
    }
  }

  private func waits(
    _ written: WrittenSpec, _ message: String, _ request: ExportRequest, _ workflow: WorkflowGraph
  ) -> Diagnostic {
    let whole = written.added
    let analysis = request.analysis
    let order = workflow.order
    var related: [Diagnostic.Related] = []
    if let example = whole?.example, order.indices.contains(example.task),
      order.indices.contains(example.waitsFor)
    {
      let task = workflow.members[order[example.task]]
      let other = workflow.members[order[example.waitsFor]]
      related.append(
        .init(
          range: task.range,
          message: "'\(task.name.text)' now waits for '\(other.name.text)' too"))
    }
    let steps = whole.map {
      "; if each took one step, the run would have \(counted($0.steps, "step"))"
        + ($0.steps == $0.stepsBefore ? " as before" : " instead of \($0.stepsBefore)")
    }
    return Diagnostic(
      kind: .argoTooManyTasks, range: analysis.spec.head, message: message + (steps ?? ""),
      related: related,
      help: "`definitions: minimal` keeps one DAG, on clusters that take it")
  }
}

private func counted(_ number: Int, _ word: String) -> String {
  "\(number) \(word)\(number == 1 ? "" : "s")"
}
