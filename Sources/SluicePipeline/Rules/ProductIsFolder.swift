import SluiceCore

extension DiagnosticKind {
  static let productIsFolder = DiagnosticKind(
    code: "SL315", name: "product-is-folder", severity: .warning,
    explanation: """
      The product of a notebook or script is a file, and there is a folder of that name already: the
      task fails when it writes its output.

      ```yaml
      - source: fit.py
        product: output/fit.html       # output/fit.html is a folder
      ```

      Remove the folder, or choose another name.
      """)
}

extension Rule {
  static let productIsFolder = Rule(kind: .productIsFolder) { analysis, found in
    for task in analysis.tasks where task.spec.taskClass == .notebookRunner {
      guard case .one(.file(let path)) = task.spec.products,
        let range = task.spec.productRanges.first,
        analysis.facts.kinds[path] == .directory
      else { continue }
      found.append(
        Diagnostic(
          kind: .productIsFolder, range: range, message: "there is a folder at '\(path)'",
          help: "remove it, or write the notebook somewhere else", task: task.spec.name))
    }
  }
}
