import SluiceCore

extension DiagnosticKind {
  static let resourceMissing = DiagnosticKind(
    code: "SL141", name: "resource-missing", severity: .error,
    explanation: """
      `params.resources_` names files whose content counts as part of the task's code. Ploomber reads
      them when it loads the pipeline, so each must be there, and must be a file. Paths are relative to
      the project's root.

      ```yaml
      - source: tasks.fit
        product: output/model.pickle
        params:
          resources_:
            config: config/model.json
      ```
      """)
}

extension Rule {
  static let resourceMissing = Rule(kind: .resourceMissing) { analysis, found in
    for resource in analysis.spec.resources {
      let kind = analysis.facts.kinds[resource.path] ?? .missing
      guard kind != .file else { continue }
      let meant = nearest(
        to: Path.name(of: resource.path), among: analysis.facts.siblings[resource.path] ?? [])
      let folder = Path.directory(of: resource.path)
      let add =
        meant.map { "did you mean '\(Path.joined(folder, $0))'?" }
        ?? "add the file; paths are relative to the project's root"
      found.append(
        Diagnostic(
          kind: .resourceMissing, range: resource.range,
          message: kind == .missing
            ? "there is no file '\(resource.path)'" : "'\(resource.path)' is not a file",
          help: kind == .missing ? add : "name the files in it",
          task: resource.task))
    }
  }
}
