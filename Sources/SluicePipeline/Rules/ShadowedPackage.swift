import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let shadowedPackage = DiagnosticKind(
    code: "SL270", name: "shadowed-package", severity: .warning,
    explanation: """
      A module in the project's folder has the name of a package that the project asks for and a task
      imports. Ploomber looks into the project's folder first, so the import brings the project's own
      module, and the package is never found.

      ```text
      pandas.py            # import pandas reads this file
      requirements.txt     # pandas==2.2.2
      ```

      Give the module another name.
      """)
}

extension Rule {
  static let shadowedPackage = Rule(kind: .shadowedPackage) { analysis, found in
    var known: Set<String> = []
    let suspects = analysis.facts.rootModules.filter {
      PackageTables.distributions(ofModule: $0.key) != nil
    }
    guard !suspects.isEmpty else { return }
    for task in analysis.tasks {
      for use in imports(of: task, analysis.code) where use.level == 0 {
        guard let path = suspects[use.topLevel],
          let entry = analysis.packages.entry(declaring: use.topLevel),
          known.insert(use.topLevel).inserted
        else { continue }
        found.append(
          Diagnostic(
            kind: .shadowedPackage, range: use.range,
            message: "the project's '\(path)' hides the package '\(entry.name)'",
            related: entry.range.map { [.init(range: $0, message: "it is asked for here")] } ?? [],
            help: "rename the module: 'own_\(use.topLevel)'", task: task.spec.name))
      }
    }
  }

  private static func imports(of task: ReadTask, _ code: ProjectCode) -> [PythonImport] {
    task.source.file.map { code.imports($0) } ?? []
  }
}
