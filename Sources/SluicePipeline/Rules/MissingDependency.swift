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
    var known: Set<String> = []
    for task in analysis.tasks {
      guard let file = task.source.file else { continue }
      for use in imports(of: task, analysis) {
        let module = use.name.map { "\(use.module).\($0)" } ?? use.module
        guard use.level == 0, !isPythonStandardModule(use.topLevel),
          !analysis.packages.localModules.contains(use.topLevel),
          analysis.packages.provides(module: module) == false,
          known.insert("\(file) \(use.module)").inserted
        else { continue }
        let wanted = PackageTables.distributions(ofModule: module)?.first ?? use.topLevel
        let files = analysis.packages.files.map { "'\($0)'" }
        found.append(
          Diagnostic(
            kind: .missingDependency, range: use.range,
            message: "nothing asks for the package '\(wanted)', which brings '\(use.topLevel)'",
            help: "add `\(wanted)` to \(files.first ?? "the environment")", task: task.spec.name))
      }
    }
  }

  /// What runs when the task does, and must not fail.
  private static func imports(of task: ReadTask, _ analysis: Analysis) -> [PythonImport] {
    switch task.source {
    case .script(let file, _):
      let cells = analysis.code.cells[file] ?? []
      // A cell that installs something says itself what it needs.
      guard !cells.contains(where: { $0.blankedWords.contains("install") }) else { return [] }
      return cells.flatMap { pythonImports(in: $0.tree) }.filter {
        $0.guards.isDisjoint(with: [.tried, .fallback, .typeChecking, .conditional])
      }
    case .function(.found(let file, let function)):
      guard let tree = analysis.code.modules[file] else { return [] }
      return pythonImports(in: tree).filter { use in
        guard use.guards.isDisjoint(with: [.tried, .fallback, .typeChecking, .conditional]) else {
          return false
        }
        return !use.guards.contains(.function)
          || function.range.bytes.contains(use.range.bytes.lowerBound)
      }
    case .function, .template, .failed, .notRead: return []
    }
  }
}
