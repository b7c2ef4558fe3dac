import SluiceCore
import SluicePipeline

/// Sources that the pods do not have: of the claim they see the project's folder and nothing beside it.
func sourceOutsideFindings(_ analysis: Analysis) -> [Diagnostic] {
  analysis.tasks.compactMap { task in
    guard case .file(let path) = task.spec.source, path.hasPrefix("/") || path.hasPrefix("../")
    else { return nil }
    return Diagnostic(
      kind: .sourceOutside, range: task.spec.sourceRange,
      message: "the source '\(path)' lies outside the project's folder, which is all that the "
        + "pods have",
      help: "move it below the project's folder, or 'pipeline.yaml' above it",
      task: task.spec.name)
  }
}

extension DiagnosticKind {
  static let sourceOutside = DiagnosticKind(
    code: "SL507", name: "source-outside", severity: .warning,
    explanation: """
      The pods mount one folder of the claim: the project's root, the folder that holds
      `pipeline.yaml` (in a package, `setup.py`). A source beside or above it is found on this
      machine, and nowhere on the cluster: `ploomber task` stops in the pod when it loads the pipeline,
      so that no task of it can run.

      ```
      demo/
        pipeline/pipeline.yaml       # source: ../src/load.py
        src/load.py
      ```

      Move `pipeline.yaml` up into `demo/`, and write `source: src/load.py`; or move the sources down.
      """)
}
