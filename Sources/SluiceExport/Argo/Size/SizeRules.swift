import SluiceCore
import SluicePipeline

/// What is wrong with a spec that fits in no form.
func argoSizeFindings(
  _ choice: SpecChoice, _ request: ExportRequest, _ delivery: Delivery
) -> [Diagnostic] {
  let analysis = request.analysis
  let head = analysis.spec.head
  if choice.fits { return repeatedArchive(choice, request, delivery) }
  if case .inline = delivery, let source = request.source {
    let place = analysis.configuration.source.ranges["delivery"] ?? head
    return [inlineTooLarge(source, at: place)]
  }
  let count = request.graph.tasks.count
  guard let size = choice.written?.largest else {
    return [
      Diagnostic(
        kind: .argoTooLarge, range: head,
        message: "\(count) tasks are more than one spec holds: \(ArgoSpec.listLimit) templates, "
          + "and \(ArgoSpec.listLimit) tasks in each DAG",
        help: "split the pipeline in two, or give its grids fewer values")
    ]
  }
  return [
    Diagnostic(
      kind: .argoTooLarge, range: head,
      message: "the spec of \(count) tasks has \(size.object) bytes in its shortest form, about "
        + "\(size.total) with the packed state of a run, and one Kubernetes object may have "
        + "\(ObjectSize.limit)",
      help: "split the pipeline in two, or give its grids fewer values")
  ]
}

/// The state of a run repeats what each task is given, and the packing sees no further back than 32 KiB:
/// an archive that is longer stands there once for each task.
private func repeatedArchive(
  _ choice: SpecChoice, _ request: ExportRequest, _ delivery: Delivery
) -> [Diagnostic] {
  let analysis = request.analysis
  let count = request.graph.tasks.count
  guard case .inline(let archive, _) = delivery, archive.utf8.count > 32_768,
    let size = choice.written?.largest
  else { return [] }
  let total = size.total + archive.utf8.count * count
  guard total > ObjectSize.limit else { return [] }
  return [
    Diagnostic(
      kind: .argoRepeatedArchive,
      range: analysis.configuration.source.ranges["delivery"] ?? analysis.spec.head,
      message: "the archive of \(archive.utf8.count) bytes stands in the state of each of \(count) "
        + "tasks: about \(total) bytes, and one object may have \(ObjectSize.limit)",
      help: "choose `versioned: true`, or see that the controller keeps states in a database")
  ]
}

extension DiagnosticKind {
  static let argoSizeKinds: [DiagnosticKind] = [
    .argoTooManyTasks, .argoTooLarge, .argoShortNames, .argoSeveralWorkflows, .argoRepeatedArchive,
  ]

  static let argoTooManyTasks = DiagnosticKind(
    code: "SL601", name: "argo-too-many-tasks", severity: .warning,
    explanation: """
      Argo 4 installs definitions that take at most 200 tasks in one DAG, so a larger pipeline is nested:
      some tasks run in a DAG inside of the first one. A task there cannot wait for one outside, so the
      inner DAG as a whole waits, and what waits for one of its tasks waits for all of them. No
      dependency is lost, but some tasks begin later than they could. This finding says what the cut that
      delays least adds; where nesting costs nothing, there is none.

      Nothing has to be mended. On clusters with Argo's minimal definitions one DAG may be as long as you
      like:

      ```yaml
      # sluice.yaml
      targets:
        training:
          definitions: minimal
      ```
      """)
  static let argoTooLarge = DiagnosticKind(
    code: "SL602", name: "argo-too-large", severity: .error,
    explanation: """
      A Kubernetes object may have about 1 MiB, the spec and the state of its run together. A larger
      one is refused when it is submitted, or the controller gives up in the middle of the run. The
      program has tried numbers for the tasks' names, and several workflows, and neither fits; with new
      claims or `data: artifacts`, which belong to one workflow, there cannot be several.

      What grows is the list of tasks: see whether a `grid` makes more of them than are needed, or split
      the pipeline, and export each part with `sluice export -e pipeline.NAME.yaml`.
      """)
  static let argoShortNames = DiagnosticKind(
    code: "SL604", name: "argo-short-names", severity: .advice,
    explanation: """
      With the tasks' own names the spec and the state of its run would have more than the 1 MiB that one
      object may have. So Argo's tasks have numbers for names (`t0`, `t1`, …), and dependencies that
      others imply are left out. What runs is the same: each pod is told its task's own name, which is
      the parameter `t` in Argo's pages.

      Nothing has to be mended.
      """)
  static let argoSeveralWorkflows = DiagnosticKind(
    code: "SL605", name: "argo-several-workflows", severity: .warning,
    explanation: """
      The spec and the state of its run would have more than the 1 MiB that one object may have, with
      short names too. So the pipeline is cut into parts, where that delays least: each part is a
      `WorkflowTemplate` in the same file, and the first workflow has a task for each part, which creates
      a workflow of it and waits until it has ended.

      The templates have to be on the cluster before the workflow is submitted:

      ```sh
      kubectl apply -n argo -f argo.yaml -l sluice/part
      argo submit -n argo argo.yaml
      ```

      The service account of the workflow must be allowed to create and watch workflows. `parallelism`
      counts in each workflow. Smaller pipelines need none of this.
      """)
  static let argoRepeatedArchive = DiagnosticKind(
    code: "SL606", name: "argo-repeated-archive", severity: .warning,
    explanation: """
      With `delivery: inline` the source travels in the spec, and Argo repeats it in the state of every
      task that has run. The state is packed when it gets long, but an archive of more than 32 KiB is
      packed anew for each task. When spec and state have more than 1 MiB, the controller gives up in the
      middle of the run, unless it keeps states in a database (`nodeStatusOffLoad`).

      Let the source travel over the claim instead:

      ```yaml
      # sluice.yaml
      source:
        versioned: true
      ```
      """)
}
