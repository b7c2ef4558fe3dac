import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let parametersMismatch = DiagnosticKind(
    code: "SL252", name: "parameters-mismatch", severity: .error,
    explanation: """
      With `static_analysis: strict` the parameters cell of a Python notebook or script must assign
      exactly the parameters that `params` passes, beside `upstream` and `product`. Ploomber refuses to
      render the pipeline otherwise.

      ```yaml
      - source: fit.py
        product: output/fit.html
        static_analysis: strict
        params:
          depth: 5                # the parameters cell of fit.py must have `depth = None`
      ```

      Assignments with annotations (`depth: int = 5`) Ploomber cannot read there at all.

      Assign the parameter in the cell, pass it in `params`, or take it out.
      """)
}

extension Rule {
  static let parametersMismatch = Rule(kind: .parametersMismatch) { analysis, found in
    for script in CheckedScript.all(of: analysis, where: { $0 == .strict }) {
      guard let cell = script.code.parameters else { continue }
      let task = script.task.spec
      for word in cell.lastWords where word.isAnnotated {
        found.append(
          Diagnostic(
            kind: .parametersMismatch, range: word.range,
            message: "Ploomber cannot read the annotation of '\(word.name)'",
            help: "write `\(word.name) = …` without one", task: task.name))
      }
      let declared = script.declaredParameters
      let passed = Set(task.params.map(\.key))
      for (name, range) in declared.sorted(by: { $0.key < $1.key }) where !passed.contains(name) {
        found.append(
          Diagnostic(
            kind: .parametersMismatch, range: range,
            message: "'\(task.name.text)' gets no parameter '\(name)'",
            related: [.init(range: task.nameRange, message: "the task is declared here")],
            help: "pass it: `params: {\(name): …}`, or take it out of the cell", task: task.name))
      }
      for name in passed.sorted() where declared[name] == nil {
        found.append(
          Diagnostic(
            kind: .parametersMismatch, range: task.paramRanges[name] ?? task.nameRange,
            message: "the parameters cell of '\(task.source.words)' does not assign '\(name)'",
            related: [.init(range: cell.firstPlace, message: "the parameters cell is here")],
            help: "add `\(name) = None` to the cell", task: task.name))
      }
    }
  }
}

extension CheckedScript {
  /// The parameters that the cell declares, with the place of the assignment: names whose last mention
  /// in it is an assignment.
  var declaredParameters: [String: SourceRange] {
    var declared: [String: SourceRange] = [:]
    for word in code.parameters?.lastWords ?? []
    where word.isAssigned && word.name != "upstream" && word.name != "product" {
      declared[word.name] = word.range
    }
    return declared
  }
}
