import SluiceCore
import SluiceScan

extension DiagnosticKind {
  static let unusedArgument = DiagnosticKind(
    code: "SL266", name: "unused-argument", severity: .advice,
    explanation: """
      The function of a task never reads a parameter that `params` passes: what the specification says
      changes nothing, but makes the task outdated.

      ```python
      def fit(product, upstream, depth):
          model = Forest()                  # Forest(depth) was meant
      ```

      Use the parameter, or take it out of the function and of `params`.
      """)
}

extension Rule {
  static let unusedArgument = Rule(kind: .unusedArgument) { analysis, found in
    for task in analysis.tasks {
      let passed = task.spec.params.map(\.key)
      guard !passed.isEmpty, let body = FunctionBody(task, analysis.code) else { continue }
      for parameter in body.function.parameters
      where passed.contains(parameter.name) && !body.words.contains(parameter.name) {
        found.append(
          Diagnostic(
            kind: .unusedArgument, range: parameter.range,
            message: "'\(body.function.name)' never reads '\(parameter.name)'",
            related: task.spec.paramRanges[parameter.name].map {
              [.init(range: $0, message: "'\(parameter.name)' is passed here")]
            } ?? [],
            help: "use it, or take it out of the function and of 'params'", task: task.spec.name))
      }
    }
  }
}

/// What the body of a task's function says, as far as that is plain to see.
struct FunctionBody {
  let function: ModuleScan.Function
  /// Those of its parameters that stand in the body.
  let words: NameList

  /// `nil` for other tasks, for stubs, decorated functions, and where names are used in secret.
  init?(_ task: ReadTask, _ code: ProjectCode) {
    guard case .function(.found(let file, let function)) = task.source, !function.isDecorated,
      let module = code.module(file),
      let body = module.bodies[function.nameRange.bytes.lowerBound], !body.isStub,
      !secretReaders.contains(where: body.words.contains)
    else { return nil }
    self.function = function
    words = body.words
  }
}
