import SluiceCore
import SluicePipeline
import SluiceYAML

/// The spec, its findings, and how to run it.
func argoExport(_ request: ExportRequest) -> Export {
  let analysis = request.analysis
  let names = ClusterNames(analysis.graph.tasks.map(\.name))
  let bytes = yamlBytes(
    ArgoSpec(request: request, names: names).workflow,
    header: [
      "Written by sluice \(request.toolVersion) from \(analysis.entry).",
      "Run it with: argo submit -n argo argo.yaml",
    ])
  return Export(
    fileName: "argo.yaml", bytes: bytes,
    findings: environmentFindings(analysis) + podFindings(request) + argoFindings(request, names)
      + sourceOutsideFindings(analysis) + argoSizeFindings(bytes, analysis),
    project: analysis.projectName)
}

extension Export {
  /// What the user does with the written `file`, one step after another. The commands are quoted for
  /// a POSIX shell.
  package func steps(file: String) -> [Step] {
    let pod =
      "$(kubectl get pods -n argo -l role=nfs-server -o jsonpath='{.items[0].metadata.name}')"
    return [
      Step(
        words: "put the source on the claim 'nfs', in the folder '\(project)', "
          + "from the project's root; for example, through the pod that serves it",
        command: "kubectl cp -n argo . \"\(pod)\":\(shellQuoted("/exports/\(project)"))"),
      Step(words: "then run it", command: "argo submit -n argo \(shellQuoted(file))"),
    ]
  }
}
