import SluiceCore

extension DiagnosticKind {
  static let largeResource = DiagnosticKind(
    code: "SL142", name: "large-resource", severity: .advice,
    explanation: """
      Ploomber computes the digest of every file in `params.resources_` each time it loads the
      pipeline, and warns above one megabyte.

      ```yaml
      params:
        resources_:
          config: config/model.json      # small files that belong to the code
      ```

      Let a task make a product of large files, and read it as its upstream.
      """)
}

extension Rule {
  static let largeResource = Rule(kind: .largeResource) { analysis, found in
    for resource in analysis.spec.resources {
      guard let size = analysis.facts.sizes[resource.path], size > 1_000_000,
        analysis.facts.kinds[resource.path] == .file
      else { continue }
      let tenths = (size + 50_000) / 100_000
      found.append(
        Diagnostic(
          kind: .largeResource, range: resource.range,
          message: "'\(resource.path)' has \(tenths / 10).\(tenths % 10) MB, "
            + "which Ploomber reads whenever it loads the pipeline",
          help: "keep resources below 1 MB; make large data a product", task: resource.task))
    }
  }
}
