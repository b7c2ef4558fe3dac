import SluiceCore
import SluicePipeline
import SluiceYAML

/// The spec, its findings, and how to run it.
func argoExport(_ request: ExportRequest) -> Export {
  let analysis = request.analysis
  let names = ClusterNames(analysis.graph.tasks.map(\.name))
  let (delivery, deliveryFindings) = delivery(request)
  let bytes = yamlBytes(
    ArgoSpec(request: request, names: names, delivery: delivery).workflow,
    header: [
      "Written by sluice \(request.toolVersion) from \(analysis.entry).",
      "Run it with: argo submit -n argo argo.yaml",
    ])
  return Export(
    fileName: ExportTarget.argo.fileName, bytes: bytes,
    findings: environmentFindings(analysis) + podFindings(request) + argoFindings(request, names)
      + (delivery.isPrivate ? [] : sourceOutsideFindings(analysis)) + deliveryFindings
      + argoSizeFindings(bytes, request, delivery),
    project: analysis.projectName, sideFiles: sideFiles(delivery, analysis),
    preparation: preparation(delivery, analysis))
}

/// Files that the user needs beside the spec.
private func sideFiles(_ delivery: Delivery, _ analysis: Analysis) -> [Export.SideFile] {
  guard case .image = delivery else { return [] }
  return [.init(name: "Dockerfile", bytes: Array(dockerfile(analysis).utf8))]
}

/// What has to be done before the spec is submitted.
private func preparation(_ delivery: Delivery, _ analysis: Analysis) -> [Export.Step] {
  switch delivery {
  case .folder where !analysis.configuration.source.ranges.isEmpty:
    return [.init(words: "put the source on the claim 'nfs'", command: "sluice upload")]
  case .folder:
    let pod =
      "$(kubectl get pods -n argo -l role=nfs-server -o jsonpath='{.items[0].metadata.name}')"
    return [
      .init(
        words: "put the source on the claim 'nfs', in the folder '\(analysis.projectName)', "
          + "from the project's root; for example, through the pod that serves it",
        command:
          "kubectl cp -n argo . \"\(pod)\":\(shellQuoted("/exports/\(analysis.projectName)"))")
    ]
  case .version:
    return [.init(words: "put this version on the claim 'nfs'", command: "sluice upload")]
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

extension Export {
  /// What the user does with the written `file`, one step after another. The commands are quoted for
  /// a POSIX shell.
  package func steps(file: String) -> [Step] {
    let words = preparation.isEmpty ? "run it" : "then run it"
    return preparation + [Step(words: words, command: "argo submit -n argo \(shellQuoted(file))")]
  }
}
