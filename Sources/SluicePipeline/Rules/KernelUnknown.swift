import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let kernelUnknown = DiagnosticKind(
    code: "SL223", name: "kernel-unknown", severity: .error,
    explanation: """
      Ploomber reads the parameters cell of Python and R notebooks only. The notebook names another
      language, or no kernel at all, and its code is not plainly Python.

      Choose a kernel in Jupyter and save the notebook, or name one:

      ```yaml
      - source: report.ipynb
        kernelspec_name: python3
        product: output/report.html
      ```
      """)
}

extension Rule {
  static let kernelUnknown = Rule(kind: .kernelUnknown) { analysis, found in
    for task in analysis.tasks {
      // A kernel that the task names decides; if its name says nothing here, nothing is said.
      guard case .script(_, let scan) = task.source, !task.spec.namesKernel else { continue }
      let source = task.spec.source.words
      let message: String
      switch scan.language {
      case .python, .r: continue
      // Without anything to take from its cells, any kernel will do.
      case .other where !analysis.spec.meta.extractUpstream && !analysis.spec.meta.extractProduct:
        continue
      case .other(let name): message = "'\(source)' is written in \(name), not in Python or R"
      case .unknown:
        if scan.diagnostics.contains(where: { $0.kind.severity == .error }) { continue }
        message = "'\(source)' names no kernel"
      }
      found.append(
        Diagnostic(
          kind: .kernelUnknown, range: scan.head, message: message,
          help: "choose a Python or R kernel and save the notebook", task: task.spec.name))
    }
  }
}
