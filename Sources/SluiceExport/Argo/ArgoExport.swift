import SluiceCore
import SluicePipeline
import SluiceYAML

/// The spec, its findings, and how to run it.
func argoExport(_ request: ExportRequest) -> Export {
  let analysis = request.analysis
  let operations = Operations(request.target, analysis)
  let workflow = WorkflowGraph(request, operations)
  let (delivery, deliveryFindings) = delivery(request)
  let settings = ArgoSettings(request.target, project: analysis.projectName)
  let choice = SpecChoice(workflow.members.count) { form in
    ArgoSpec(
      request: request, settings: settings, workflow: workflow, delivery: delivery, form: form
    ).written
  }
  let nested = NestingReport(choice, request, workflow)
  let steps: @Sendable (String) -> [Export.Step] = { file in
    settings.steps(file: file, project: analysis.projectName, hasParts: choice.hasParts)
  }
  let header =
    [
      "Written by sluice \(request.toolVersion) from \(analysis.entry).",
      "Run it with: "
        + steps(ExportTarget.argo.fileName).map(\.command).joined(separator: " && "),
    ] + nested.header
  let bytes = choice.written?.bytes(header: header) ?? []
  let spec = ArgoSpec(
    request: request, settings: settings, workflow: workflow, delivery: delivery)
  var findings = environmentFindings(request) + podFindings(request)
  findings += argoFindings(request, workflow)
  if !delivery.isPrivate { findings += sourceOutsideFindings(analysis) }
  findings += deliveryFindings + targetFindings(request.target, analysis)
  findings += partFindings(request, delivery) + operations.findings + spec.findings
  return Export(
    fileName: ExportTarget.argo.fileName, bytes: bytes,
    findings: findings + nested.findings + argoSizeFindings(choice, request, delivery),
    notes: partNotes(request, place: settings.disk.words) + nested.notes
      + operationNotes(operations, workflow),
    project: analysis.projectName, operationCount: workflow.operations.count,
    sideFiles: sideFiles(delivery, analysis),
    preparation: preparation(delivery, analysis, settings), run: steps)
}

/// Files that the user needs beside the spec.
private func sideFiles(_ delivery: Delivery, _ analysis: Analysis) -> [Export.SideFile] {
  // Without a file of its environment the image is made by somebody who knows how.
  guard case .image = delivery, analysis.condaEnvironment != nil else { return [] }
  return [.init(name: "Dockerfile", bytes: Array(dockerfile(analysis).utf8))]
}

/// What has to be done before the spec is submitted.
private func preparation(
  _ delivery: Delivery, _ analysis: Analysis, _ settings: ArgoSettings
) -> [Export.Step] {
  let disk = settings.disk.claimWords
  let folder = settings.disk.subPath ?? ""
  switch delivery {
  case .folder where !analysis.configuration.source.ranges.isEmpty:
    return [.init(words: "put the source on \(disk)", command: "sluice upload")]
  case .folder:
    let pod =
      "$(kubectl get pods -n \(shellQuoted(settings.namespace)) -l role=nfs-server"
      + " -o jsonpath='{.items[0].metadata.name}')"
    return [
      .init(
        words: "put the source on \(disk), \(folder.isEmpty ? "" : "in the folder '\(folder)', ")"
          + "from the project's root; for example, through the pod that serves it",
        command: "kubectl cp -n \(shellQuoted(settings.namespace)) . \"\(pod)\":"
          + shellQuoted(folder.isEmpty ? "/exports" : "/exports/\(folder)"))
    ]
  case .version:
    return [.init(words: "put this version on \(disk)", command: "sluice upload")]
  case .inline, .git, .package: return []
  case .image(let name, _):
    guard analysis.condaEnvironment != nil else { return [] }
    let build = Export.Step(
      words: "build the image in the project's root",
      command: "docker build -t \(shellQuoted(name)) .")
    // What is never pulled has to be on the node already.
    if settings.common.imagePullPolicy == "Never" { return [build] }
    return [build, .init(words: "push it", command: "docker push \(shellQuoted(name))")]
  }
}

extension ArgoSettings {
  /// What is done with the written `file` in the end. The commands are quoted for a POSIX shell.
  func steps(file: String, project: String, hasParts: Bool = false) -> [Export.Step] {
    let file = shellQuoted(file)
    let space = "-n \(shellQuoted(namespace))"
    let name = objectName(project)
    switch resource {
    case .workflow:
      let parts = Export.Step(
        words: "put its parts on the cluster",
        command: "kubectl apply \(space) -f \(file) -l \(SpecParts.label)")
      return (hasParts ? [parts] : [])
        + [.init(words: "run it", command: "argo submit \(space) \(file)")]
    case .template:
      return [
        .init(words: "put it on the cluster", command: "kubectl apply \(space) -f \(file)"),
        .init(
          words: "run it", command: "argo submit \(space) --from workflowtemplate/\(name)"),
      ]
    case .clusterTemplate:
      return [
        .init(words: "put it on the cluster", command: "kubectl apply -f \(file)"),
        .init(
          words: "run it", command: "argo submit \(space) --from clusterworkflowtemplate/\(name)"),
      ]
    case .cron:
      return [
        .init(words: "put it on the cluster", command: "kubectl apply \(space) -f \(file)")
      ]
    }
  }
}
