import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let kernelMissing = DiagnosticKind(
    code: "SL268", name: "kernel-missing", severity: .warning,
    explanation: """
      A task is written in R, and the conda environment of the project brings no kernel that runs R.
      Where the environment is all that there is, as in a pod, the task cannot run. (Python's kernel
      comes with Ploomber.)

      ```yaml
      dependencies:
        - r-base
        - r-irkernel
        - pip:
            - ploomber
      ```

      Add both packages, or run the task in an image that has R.
      """)
}

extension Rule {
  static let kernelMissing = Rule(kind: .kernelMissing) { analysis, found in
    guard let environment = analysis.condaEnvironment, environment.isMapping,
      !analysis.packages.isIncomplete
    else { return }
    let names = Set(analysis.packages.entries.map(\.name))
    // Metapackages bring the kernel along.
    guard names.isDisjoint(with: ["r-irkernel", "r-essentials", "irkernel", "r-notebook"]) else {
      return
    }
    for task in analysis.tasks where task.spec.taskClass == .notebookRunner {
      guard case .script(_, let scan) = task.source, scan.language == .r else { continue }
      found.append(
        Diagnostic(
          kind: .kernelMissing, range: task.spec.sourceRange,
          message: "'\(task.spec.source.words)' needs R's kernel, and '\(CondaEnvironment.path)' "
            + "asks for none",
          help: "add `r-base` and `r-irkernel` to its dependencies", task: task.spec.name))
    }
  }
}
