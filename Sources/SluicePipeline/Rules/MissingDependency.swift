import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let missingDependency = DiagnosticKind(
    code: "SL261", name: "missing-dependency", severity: .warning,
    explanation: """
      A task imports a package that none of the project's files asks for: neither `environment.yml` nor
      `requirements.txt`, `setup.py`, `setup.cfg` or `pyproject.toml`, nor a package that one of them
      names. On this machine it may be installed; in the environment that a pod makes it is not.

      ```yaml
      dependencies:
        - pandas
        - pip:
            - ploomber
            - scikit-learn      # brings `sklearn`; the names differ
      ```

      Only well-known packages are looked for, and only where all that the files ask for is known too.
      Imports in `try` blocks and below `if TYPE_CHECKING:` do not count.
      """)
}

extension Rule {
  static let missingDependency = Rule(kind: .missingDependency) { analysis, found in
    guard !analysis.packages.entries.isEmpty else { return }
    let dependencies = DependencyFixes(analysis)
    let provided = analysis.packages.provided
    var known: Set<String> = []
    var verdicts: [String: Bool?] = [:]
    for task in analysis.tasks {
      // A cell that installs something says itself what it needs.
      guard let file = task.source.file, analysis.code.script(file)?.installs != true
      else { continue }
      for use in analysis.code.imports(file) where mustNotFail(use) && isReached(use, by: task) {
        guard use.level == 0 else { continue }
        let first = use.topLevel
        guard !isPythonStandardModule(first), !analysis.packages.localModules.contains(first)
        else { continue }
        let module = use.name.map { "\(use.module).\($0)" } ?? use.module
        let verdict = verdicts[module] ?? provided.has(module: module)
        verdicts[module] = verdict
        guard verdict == false,
          known.insert("\(file) \(use.module)").inserted
        else { continue }
        let wanted = PackageTables.distributions(ofModule: module)?.first ?? first
        found.append(
          Diagnostic(
            kind: .missingDependency, range: use.range,
            message: "nothing asks for the package '\(wanted)', which brings '\(first)'",
            help: dependencies.wayOut(wanted, analysis), fix: dependencies.fix(adding: wanted),
            task: task.spec.name))
      }
    }
  }

  private static func mustNotFail(_ use: PythonImport) -> Bool {
    use.guards.isDisjoint(with: .unsure) && !use.guards.contains(.typeChecking)
  }

  /// Whether the import runs with the task: other functions' do not.
  private static func isReached(_ use: PythonImport, by task: ReadTask) -> Bool {
    switch task.source {
    case .script: true
    case .function(.found(_, let function)):
      !use.guards.contains(.function)
        || function.range.bytes.contains(use.range.bytes.lowerBound)
    case .function, .template, .failed, .notRead: false
    }
  }
}
