import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let moduleRefused = DiagnosticKind(
    code: "SL265", name: "module-refused", severity: .error,
    explanation: """
      The module of a task's function follows Python's grammar, and Python still does not compile it:
      `return` outside a function, `break` outside a loop, the same parameter twice, `await` in a
      function that is not `async`. Nothing of the module can be imported, so none of its tasks is
      loaded.

      ```python
      def clean(product, product):     # duplicate argument 'product'
          ...
      ```

      Correct the statement.
      """)
}

extension Rule {
  static let moduleRefused = Rule(kind: .moduleRefused) { analysis, found in
    for file in analysis.code.modules {
      for error in analysis.code.module(file)?.errors ?? [] {
        found.append(
          Diagnostic(
            kind: .moduleRefused, range: error.range, message: error.message,
            help: "correct the statement: Python imports nothing of the module until then"))
      }
    }
  }
}
