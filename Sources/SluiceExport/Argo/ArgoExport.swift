import SluiceCore
import SluicePipeline
import SluiceYAML

/// The spec, its findings, and how to run it.
func argoExport(_ request: ExportRequest) -> Export {
  let analysis = request.analysis
  let operations = Operations(request.target, analysis)
  let members =
    analysis.graph.tasks.map { (name: $0.name, range: $0.range) }
    + operations.operations.map { (name: $0.name, range: $0.range) }
  let names = ClusterNames(members.map(\.name))
  let (delivery, deliveryFindings) = delivery(request)
  let settings = ArgoSettings(request.target, project: analysis.projectName)
  let spec = ArgoSpec(
    request: request, settings: settings, operations: operations, names: names, delivery: delivery)
  var findings = environmentFindings(analysis) + podFindings(request)
  findings += argoFindings(request, members, names)
  if !delivery.isPrivate { findings += sourceOutsideFindings(analysis) }
  findings += deliveryFindings + operations.findings + spec.findings + spec.parameters.findings
  let run = settings.steps(file: ExportTarget.argo.fileName, project: analysis.projectName)
  let bytes = yamlBytes(
    spec.object,
    header: [
      "Written by sluice \(request.toolVersion) from \(analysis.entry).",
      "Run it with: " + run.map(\.command).joined(separator: " && "),
    ])
  return Export(
    fileName: ExportTarget.argo.fileName, bytes: bytes,
    findings: findings + argoSizeFindings(bytes, request, delivery),
    project: analysis.projectName, operationCount: operations.operations.count,
    sideFiles: sideFiles(delivery, analysis),
    preparation: preparation(delivery, analysis, settings),
    run: { settings.steps(file: $0, project: analysis.projectName) })
}

/// Files that the user needs beside the spec.
private func sideFiles(_ delivery: Delivery, _ analysis: Analysis) -> [Export.SideFile] {
  guard case .image = delivery else { return [] }
  return [.init(name: "Dockerfile", bytes: Array(dockerfile(analysis).utf8))]
}

/// What has to be done before the spec is submitted.
private func preparation(
  _ delivery: Delivery, _ analysis: Analysis, _ settings: ArgoSettings
) -> [Export.Step] {
  let disk = settings.disk.claim.map { "the claim '\($0)'" } ?? "the shared disk"
  let folder = settings.disk.subPath ?? ""
  switch delivery {
  case .folder where !analysis.configuration.source.ranges.isEmpty:
    return [.init(words: "put the source on \(disk)", command: "sluice upload")]
  case .folder:
    let pod =
      "$(kubectl get pods -n \(settings.namespace) -l role=nfs-server"
      + " -o jsonpath='{.items[0].metadata.name}')"
    return [
      .init(
        words: "put the source on \(disk), \(folder.isEmpty ? "" : "in the folder '\(folder)', ")"
          + "from the project's root; for example, through the pod that serves it",
        command: "kubectl cp -n \(settings.namespace) . \"\(pod)\":"
          + shellQuoted(folder.isEmpty ? "/exports" : "/exports/\(folder)"))
    ]
  case .version:
    return [.init(words: "put this version on \(disk)", command: "sluice upload")]
  case .inline, .git, .package: return []
  case .image(let name, _):
    return [
      .init(
        words: "build the image in the project's root",
        command: "docker build -t \(shellQuoted(name)) ."),
      .init(words: "push it", command: "docker push \(shellQuoted(name))"),
    ]
  }
}

extension ArgoSettings {
  /// What is done with the written `file` in the end. The commands are quoted for a POSIX shell.
  func steps(file: String, project: String) -> [Export.Step] {
    let file = shellQuoted(file)
    let space = "-n \(shellQuoted(namespace))"
    let name = objectName(project)
    switch resource {
    case .workflow:
      return [.init(words: "run it", command: "argo submit \(space) \(file)")]
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
