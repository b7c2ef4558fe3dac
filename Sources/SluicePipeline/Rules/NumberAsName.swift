import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let numberAsName = DiagnosticKind(
    code: "SL316", name: "number-as-name", severity: .error,
    explanation: """
      A task's name is a number, a boolean or a date, and some task reads from others by a wildcard:
      Ploomber compares the wildcard with every name, fails on one that is no text, and does not load
      the pipeline. Quotes do not help, as it casts texts that look like numbers.

      ```yaml
      - source: tasks.report
        name: 2024                     # report-2024
        product: output/report.html
      ```
      """)
}

extension Rule {
  static let numberAsName = Rule(kind: .numberAsName) { analysis, found in
    let wildcards = analysis.tasks.lazy.flatMap(\.references).compactMap {
      switch $0 {
      case .wildcard(_, let range): range
      case .task, .dynamic: nil
      }
    }
    guard let wildcard = wildcards.first else { return }
    for task in analysis.tasks where task.spec.isNumberNamed {
      found.append(
        Diagnostic(
          kind: .numberAsName, range: task.spec.nameRange,
          message:
            "the name '\(task.spec.name.text)' is no text, which a wildcard cannot be compared with",
          related: [.init(range: wildcard, message: "the wildcard is here")],
          help: "begin it with a letter", task: task.spec.name))
    }
  }
}
