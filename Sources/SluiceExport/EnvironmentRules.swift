import SluiceCore
import SluicePipeline
import SluiceYAML

/// What an export needs of `environment.yml`, or of the file that the target names instead.
func environmentFindings(_ request: ExportRequest) -> [Diagnostic] {
  if request.target.data == .project { return [] }
  let analysis = request.analysis
  let path = request.target.environmentPath ?? CondaEnvironment.path
  guard let environment = analysis.condaEnvironment else {
    return [
      Diagnostic(
        kind: .environmentMissing,
        range: request.target.settings["env"]?["SLUICE_ENVIRONMENT_FILE"]?.range
          ?? analysis.spec.head,
        message: "there is no '\(path)' in the project's root",
        help: "describe the conda environment of the tasks in `\(path)`")
    ]
  }
  let start = SourceRange(file: environment.file, bytes: 0..<0)
  var found = environment.diagnostics
  guard environment.isMapping else {
    if !found.contains(where: { $0.kind.severity == .error }) {
      found.append(
        Diagnostic(
          kind: .environmentMissing, range: start,
          message: "'\(path)' is not a mapping",
          help: "conda asks for `name:` and `dependencies:`"))
    }
    return found
  }
  if environment.name == nil {
    found.append(
      Diagnostic(
        kind: .environmentNameless, range: start,
        message: "'\(path)' has no 'name'",
        help: "add `name: \(analysis.projectName)`"))
  }
  if !environment.dependencies.contains(where: { $0.name == "ploomber" }) {
    found.append(
      Diagnostic(
        kind: .environmentWithoutPloomber, range: start,
        message: "'\(path)' does not ask for ploomber",
        help: "add `ploomber` to its dependencies; until then the pod installs the newest one"))
  }
  return found
}

extension DiagnosticKind {
  static let environmentMissing = DiagnosticKind(
    code: "SL501", name: "environment-missing", severity: .error,
    explanation: """
      Every pod sets up its conda environment from `environment.yml` in the project's root. Without
      it there is nothing to run the tasks in.

      ```yaml
      name: my-project
      dependencies:
        - python=3.11
        - pip
        - pip:
            - ploomber==0.23.3
      ```
      """)
  static let environmentNameless = DiagnosticKind(
    code: "SL502", name: "environment-nameless", severity: .warning,
    explanation: """
      `environment.yml` has no `name`. The exported script makes the environment at a path of its own
      and runs all the same; `conda env create` on a colleague's machine, and Soopervisor, refuse the
      file.

      ```yaml
      name: my-project
      dependencies: [python=3.11, pip]
      ```
      """)
  static let environmentWithoutPloomber = DiagnosticKind(
    code: "SL503", name: "environment-without-ploomber", severity: .warning,
    explanation: """
      Each pod runs its task with `ploomber task`, and `environment.yml` does not ask for ploomber. The
      exported script installs the newest version into the environment when it makes it, so two
      environments made on different days may differ. Ask for it, with a version:

      ```yaml
      dependencies:
        - pip
        - pip:
            - ploomber==0.23.3
      ```
      """)
}
