import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let shadowedModule = DiagnosticKind(
    code: "SL271", name: "shadowed-module", severity: .warning,
    explanation: """
      A module in the project's folder has the name of one of Python's own. Which of the two an import
      brings depends on what was imported before: the packages that a task uses may get the project's
      module and fail, or the project's own is never found.

      ```text
      queue.py       # import queue, here and in all packages
      ```

      Give the module another name.
      """)
}

extension Rule {
  static let shadowedModule = Rule(kind: .shadowedModule) { analysis, found in
    // Many projects keep their tests in a folder of this name.
    let suspects = analysis.facts.rootModules.filter { name, _ in
      isPythonStandardModule(name) && name != "test" && !name.hasPrefix("_")
    }
    guard !suspects.isEmpty else { return }
    // A dotted path into such a module is an error of its own.
    let told = Set(
      (analysis.tasks.map(\.spec.source.words) + analysis.spec.functions.map(\.path)).map(
        topLevelModule)
    )
    for (name, path) in suspects.sorted(by: { $0.key < $1.key }) where !told.contains(name) {
      let isLoaded = loadedStandardModules.contains(name)
      found.append(
        Diagnostic(
          kind: .shadowedModule, range: SourceRange(file: analysis.spec.head.file, bytes: 0..<0),
          message: isLoaded
            ? "Python's own module '\(name)' hides the project's '\(path)'"
            : "the project's '\(path)' hides Python's own module '\(name)'",
          help: "rename the module: 'own_\(name)'"))
    }
  }
}
