import SluiceCore

extension DiagnosticKind {
  static let importUntracked = DiagnosticKind(
    code: "SL410", name: "import-untracked", severity: .warning,
    explanation: """
      A task's code imports a module of the project that git does not have, because nobody added it or
      because an ignore rule hides it. On this machine the import works; in CI, in a colleague's checkout
      and in a pod that is given what git knows, it fails.

      ```python
      from lib.clean import drop_outliers      # lib/clean.py is here, and not in git
      ```

      ```sh
      git add lib/clean.py
      git check-ignore -v lib/clean.py         # names the rule, where one hides it
      ```

      Modules that other modules import are found, too. Imports below `if TYPE_CHECKING:`, and those that
      may fail or may not run, do not count.
      """)
}

extension Rule {
  static let importUntracked = Rule(kind: .importUntracked) { analysis, found in
    guard let repository = analysis.repository else { return }
    let sources = Set(
      analysis.tasks.compactMap { $0.source.file.map { analysis.sources.files[$0].path } })
    for module in analysis.imports where module.isCertain && !sources.contains(module.path) {
      let isIgnored = repository.ignored.contains(module.path)
      guard isIgnored || repository.untracked.contains(module.path) else { continue }
      let importer = analysis.sources.files[module.range.file].path
      let way = module.importer == importer ? "" : ", which '\(module.importer)' imports"
      found.append(
        Diagnostic(
          kind: .importUntracked, range: module.range,
          message: "git \(isIgnored ? "ignores" : "does not track") '\(module.path)'\(way)",
          help: isIgnored
            ? "see `git check-ignore -v \(shellQuoted(module.path))`, and correct the rule"
            : "add it: `git add \(shellQuoted(module.path))`"))
    }
  }
}
