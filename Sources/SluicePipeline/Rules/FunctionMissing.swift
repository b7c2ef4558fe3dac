import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let functionMissing = DiagnosticKind(
    code: "SL202", name: "function-missing", severity: .error,
    explanation: """
      A dotted path leads to no function. `package.module.function` is looked up as Python would
      import it, without importing: beside `pipeline.yaml` first, then in the project's root (and
      `src/` in a package); re-exports such as `from .load import raw` are followed.

      ```yaml
      - source: tasks.lood        # tasks.py defines 'load'
        product: output/raw.csv
      ```

      Correct the dotted path, or define the function. Functions of `clients`, hooks and the
      like are looked up the same way; they may also come from Python's own modules. A module that the
      project does not have is no mistake where `environment.yml`, `requirements.txt`, `setup.py`,
      `setup.cfg` or `pyproject.toml` asks for a package that brings it.
      """)
}

extension Rule {
  static let functionMissing = Rule(kind: .functionMissing) { analysis, found in
    for task in analysis.tasks {
      guard case .function(let lookup) = task.source,
        !analysis.packages.mayBring(task.spec.source.words, lookup),
        var finding = finding(task.spec.source.words, task.spec.sourceRange, lookup)
      else { continue }
      finding.task = task.spec.name
      found.append(finding)
    }
    for (reference, lookup) in zip(analysis.spec.functions, analysis.functions) {
      if isElsewhere(reference, lookup) { continue }
      if analysis.packages.mayBring(reference.path, lookup) { continue }
      guard var finding = finding(reference.path, reference.range, lookup) else { continue }
      finding.task = reference.task
      found.append(finding)
    }
  }

  /// Whether the path begins with a module that is no part of the project, and that is there where
  /// Ploomber runs: Python's own, or Ploomber's.
  private static func isElsewhere(_ reference: DottedReference, _ lookup: FunctionLookup) -> Bool {
    guard case .moduleMissing(part: 0, _) = lookup else { return false }
    let module = topLevelModule(reference.path)
    return isPythonStandardModule(module) || modulesBesidePloomber.contains(module)
  }

  private static func finding(
    _ path: String, _ range: SourceRange, _ lookup: FunctionLookup
  ) -> Diagnostic? {
    if case .found = lookup { return nil }
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch lookup {
    case .found, .outside, .notADefinition: return nil
    case .moduleMissing(let part, let siblings):
      let name = parts.indices.contains(part) ? parts[part] : path
      let parent = parts.prefix(part).joined(separator: ".")
      let meant = nearest(to: name, among: siblings)
      return Diagnostic(
        kind: .functionMissing, range: range,
        message: parent.isEmpty
          ? "there is no module '\(name)' in the project"
          : "there is no module '\(name)' in '\(parent)'",
        help: meant.map { meant in
          var corrected = parts
          if corrected.indices.contains(part) { corrected[part] = meant }
          return "did you mean '\(corrected.joined(separator: "."))'?"
        } ?? "add the module, or correct the dotted path")
    case .unreadable(let file, _):
      return Diagnostic(
        kind: .functionMissing, range: range, message: "the module '\(file)' cannot be read",
        help: "make it a readable file")
    case .functionMissing(let file, let names):
      let name = parts.last ?? path
      let meant = nearest(to: name, among: names)
      return Diagnostic(
        kind: .functionMissing, range: range,
        message: "'\(file)' does not define a function '\(name)'",
        help: meant.map { meant in
          "did you mean '\((parts.dropLast() + [meant]).joined(separator: "."))'?"
        } ?? known(names))
    }
  }

  private static func known(_ names: [String]) -> String {
    guard !names.isEmpty else { return "the module defines no function" }
    let shown = names.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 8
      ? "it defines \(shown) and \(names.count - 8) more" : "it defines \(shown)"
  }
}

/// First words of modules that Ploomber brings along, or that are found in most environments of data
/// projects: a function of theirs is not looked for.
private let modulesBesidePloomber: Set<String> = [
  "IPython", "boto3", "click", "cloudpickle", "dask", "dill", "duckdb", "google", "jinja2",
  "joblib",
  "jupytext", "matplotlib", "mlflow", "networkx", "nbconvert", "nbformat", "numpy", "pandas",
  "papermill", "ploomber", "ploomber_core", "ploomber_engine", "polars", "pyarrow", "pydantic",
  "requests", "scipy", "seaborn", "sklearn", "soopervisor", "sqlalchemy", "sqlparse", "tensorflow",
  "torch", "tqdm", "yaml",
]
